package org.haltline.bank.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.sandbox.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a bank's engineers see and turn beside the line itself, on loopback:
///
///     GET /accounts/{number}   an account as it stands     GET /book?from=0   orders, a page
///     POST /payments           money comes in              GET, PUT /faults   misbehave
public final class ControlServer implements AutoCloseable {
  private static final int PAGE = 1_000;
  private static final int BODY_MAX = 64 * 1024;
  private static final String ACCOUNTS = "/accounts/";

  private final Counter<?> counter;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Money that comes in.
  ///
  /// @param from the account it comes from, and whose that is
  public record Payment(String to, long amountMinor, @Nullable String from, @Nullable String name) {
    public Payment {
      if (amountMinor <= 0) {
        throw new IllegalArgumentException("amountMinor is above zero");
      }
    }
  }

  /// @param port 0 for any free one
  public ControlServer(int port, Counter<?> counter) throws IOException {
    this.counter = counter;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::heard);
    server.setExecutor(threads);
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
    switch (exchange.getRequestMethod() + " " + path) {
      case "GET /faults" -> reply(exchange, 200, counter.faults());
      case "PUT /faults" -> {
        counter.misbehave(body(exchange, Faults.class));
        reply(exchange, 200, counter.faults());
      }
      case "POST /payments" -> {
        Payment it = body(exchange, Payment.class);
        boolean entered = counter.pay(it.to(), it.amountMinor(), it.from(), it.name());
        reply(exchange, entered ? 200 : 404, entered ? counter.account(it.to()) : null);
      }
      case "GET /book" -> {
        var entries = counter.book().entries(from(exchange.getRequestURI().getQuery()), PAGE);
        reply(exchange, 200, Map.of("total", counter.book().size(), "entries", entries));
      }
      default -> {
        boolean asked = exchange.getRequestMethod().equals("GET") && path.startsWith(ACCOUNTS);
        AccountView view = asked ? counter.account(path.substring(ACCOUNTS.length())) : null;
        reply(exchange, view == null ? 404 : 200, view);
      }
    }
  }

  private static <T> T body(HttpExchange exchange, Class<T> type) throws IOException {
    return Wire.JSON.readValue(exchange.getRequestBody().readNBytes(BODY_MAX), type);
  }

  private static int from(@Nullable String query) {
    return query != null && query.startsWith("from=")
        ? Integer.parseInt(query.substring("from=".length()))
        : 0;
  }

  private static void reply(HttpExchange exchange, int status, @Nullable Object shown)
      throws IOException {
    if (shown == null) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] json = Wire.JSON.writeValueAsString(shown).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, json.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(json);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
