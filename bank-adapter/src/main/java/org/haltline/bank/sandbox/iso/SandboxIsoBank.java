package org.haltline.bank.sandbox.iso;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.Texts;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.Openings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bank that is not one but does what a bank's front end does: takes messages in, carries each
/// number out once, and answers, again and again until it is told that the answer is journalled.
public final class SandboxIsoBank implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxIsoBank.class);
  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int BYTES_MAX = 4 * 1024 * 1024;
  private static final int TOLD_MAX = 10_000;

  private final IsoParty.Bank bank;
  private final IsoCodec codec;
  private final URI answersTo;
  private final InstantSource clock;
  private final HttpServer server;
  private final HttpClient client;
  private final IsoTeller teller;
  private final Map<String, List<byte[]>> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<byte[]>> eldest) {
          return size() > TOLD_MAX;
        }
      };
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Faults faults;
  private volatile boolean closed;

  /// How it misbehaves.
  ///
  /// @param status it answers with instead of taking a message in; 0 for none
  /// @param loses whether the reply to the first sending of each message is lost, though it was
  ///   carried out
  /// @param times how often it says each answer
  /// @param late how long it takes with it
  public record Faults(int status, boolean loses, int times, Duration late) {
    /// None.
    public static Faults none() {
      return new Faults(0, false, 1, Duration.ZERO);
    }

    public Faults answering(int instead) {
      return new Faults(instead, loses, times, late);
    }

    public Faults losingTheFirst() {
      return new Faults(status, true, times, late);
    }

    public Faults saying(int often) {
      return new Faults(status, loses, often, late);
    }

    public Faults late(Duration by) {
      return new Faults(status, loses, times, by);
    }
  }

  /// Begins to listen on the loopback.
  ///
  /// @param port 0 for any free one
  /// @param codec signs as the bank and believes the house
  /// @param tls the bank's certificate and whom it trusts; null for plain HTTP
  /// @param house where the house listens, without a slash at the end
  public SandboxIsoBank(
      int port,
      IsoParty.Bank bank,
      IsoCodec codec,
      @Nullable SSLContext tls,
      URI house,
      Openings openings,
      Faults faults,
      InstantSource clock) {
    this.bank = bank;
    this.codec = codec;
    this.answersTo = URI.create(house + "/iso/" + bank.bic() + "/messages");
    this.clock = clock;
    this.teller = new IsoTeller(bank, openings);
    this.faults = faults;
    var client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    this.client = tls == null ? client.build() : client.sslContext(tls).build();
    this.server = listening(port, tls);
    server.createContext("/", this::arrived);
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer listening(int port, @Nullable SSLContext tls) {
    var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      if (tls == null) {
        return HttpServer.create(place, 0);
      }
      HttpsServer secure = HttpsServer.create(place, 0);
      secure.setHttpsConfigurator(
          new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters how) {
              SSLParameters wanted = tls.getDefaultSSLParameters();
              wanted.setNeedClientAuth(true);
              how.setSSLParameters(wanted);
            }
          });
      return secure;
    } catch (IOException taken) {
      throw new UncheckedIOException("a sandbox bank cannot listen on " + place, taken);
    }
  }

  /// Where messages are posted.
  public URI url() {
    return URI.create(
        "%s://127.0.0.1:%d/messages"
            .formatted(
                server instanceof HttpsServer ? "https" : "http", server.getAddress().getPort()));
  }

  public void misbehave(Faults how) {
    faults = how;
  }

  /// The numbers that were taken in, in order, each as often as it was.
  public List<String> taken() {
    return List.copyOf(taken);
  }

  /// An account as it stands.
  public @Nullable AccountView account(String number) {
    synchronized (teller) {
      return teller.account(number, clock.instant());
    }
  }

  private void arrived(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] message = exchange.getRequestBody().readNBytes(BYTES_MAX + 1);
      Faults now = faults;
      if (now.status() != 0) {
        reply(exchange, now.status(), "out of order");
        return;
      }
      switch (codec.read(message)) {
        case IsoRead.Refused(IsoRead.Fault fault, String where, String why) ->
            reply(exchange, fault == IsoRead.Fault.NOT_SIGNED ? 403 : 422, where + ": " + why);
        case IsoRead.Message(IsoHead head, IsoMessage body) -> {
          boolean first = !taken.contains(head.id());
          taken.add(head.id());
          List<byte[]> said = answers(head, body);
          threads.execute(() -> say(said, now));
          if (first && now.loses()) {
            return;
          }
          reply(exchange, 202, "");
        }
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /// The same for the same number, with the effect of the first time.
  private List<byte[]> answers(IsoHead head, IsoMessage body) {
    synchronized (teller) {
      return answers.computeIfAbsent(
          head.from().id() + " " + head.id(),
          first ->
              teller.carryOut(head, body, clock.instant()).stream()
                  .map(answer -> written(head, answer))
                  .toList());
    }
  }

  private byte[] written(IsoHead answered, IsoMessage answer) {
    String id = Texts.cut(answer.kind().name().charAt(0) + "A" + answered.id(), 35);
    return codec.write(
        new IsoHead(bank, answered.from(), id, answer.kind(), clock.instant(), answered.id()),
        answer);
  }

  private void say(List<byte[]> said, Faults how) {
    try {
      Thread.sleep(how.late());
      for (byte[] message : said) {
        for (int i = 0; i < how.times(); i++) {
          while (!closed && !isSettled(message)) {
            Thread.sleep(AGAIN);
          }
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it need not be said again.
  private boolean isSettled(byte[] message) throws InterruptedException {
    try {
      return post(message) != 503;
    } catch (IOException away) {
      log.debug("{}: an answer did not arrive: {}", bank.bic(), away.toString());
      return false;
    }
  }

  /// Says that as the answer to a message, and returns the status it was answered with.
  public int say(IsoHead head, IsoMessage answer) throws IOException, InterruptedException {
    return post(codec.write(head, answer));
  }

  /// Posts whatever it is, and returns the status it was answered with.
  public int post(byte[] message) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(answersTo)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(message))
                .build(),
            BodyHandlers.discarding());
    return answer.statusCode();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
