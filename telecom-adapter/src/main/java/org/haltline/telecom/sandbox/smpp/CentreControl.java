package org.haltline.telecom.sandbox.smpp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.telecom.sandbox.CarrierLedger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a carrier's engineers see and turn beside its message centre, on loopback:
///
///     GET /numbers/{+e164}   a number as it stands     GET, PUT /faults   misbehave
public final class CentreControl implements AutoCloseable {
  private static final int BODY_MAX = 64 * 1024;
  private static final String NUMBERS = "/numbers/";

  private final SandboxMessageCentre centre;
  private final CarrierLedger ledger;
  private final InstantSource clock;
  private final HttpServer server;

  /// @param port 0 for any free one
  public CentreControl(
      int port, SandboxMessageCentre centre, CarrierLedger ledger, InstantSource clock)
      throws IOException {
    this.centre = centre;
    this.ledger = ledger;
    this.clock = clock;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::heard);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void heard(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange, exchange.getRequestURI().getPath());
      } catch (JacksonException | IllegalArgumentException unreadable) {
        reply(exchange, 400, Map.of("error", String.valueOf(unreadable.getMessage())));
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    String asked = exchange.getRequestMethod() + " " + path;
    if (asked.equals("PUT /faults")) {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX);
      centre.misbehave(Wire.JSON.readValue(body, Faults.class));
      reply(exchange, 200, centre.faults());
    } else if (asked.equals("GET /faults")) {
      reply(exchange, 200, centre.faults());
    } else if (asked.startsWith("GET " + NUMBERS)) {
      reply(exchange, 200, ledger.view(path.substring(NUMBERS.length()), clock.instant()));
    } else {
      reply(exchange, 404, null);
    }
  }

  private static void reply(HttpExchange exchange, int status, @Nullable Object shown)
      throws IOException {
    if (shown == null) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] json = Wire.JSON.writeValueAsBytes(shown);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, json.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(json);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
