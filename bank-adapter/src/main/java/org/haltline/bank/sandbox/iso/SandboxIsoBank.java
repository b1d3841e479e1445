package org.haltline.bank.sandbox.iso;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Counter;
import org.haltline.bank.sandbox.FewLines;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bank that is not one but does what a bank's front end does: takes messages in, carries each
/// number out once on its ledger, and answers, again and again until it is told that the answer is
/// journalled.
///
/// Its faults: the delay comes before it says that it has a message, a lost reply is that word, and
/// a bank that is down closes connections before anything is read and says nothing.
public final class SandboxIsoBank implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxIsoBank.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int BYTES_MAX = 4 * 1024 * 1024;
  private static final int WRITTEN_MAX = 1_000;

  private final Place place;
  private final IsoCodec codec;
  private final URI answersTo;
  private final InstantSource clock;
  private final HttpServer server;
  private final HttpClient client;
  private final IsoTeller teller;
  private final FewLines lines = new FewLines();
  private final Counter<List<IsoMessage>> counter;
  private final Cache<Said, byte[]> written =
      Caffeine.newBuilder().maximumSize(WRITTEN_MAX).build();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile int status;
  private volatile boolean closed;

  /// Which bank it is, and where it stands.
  ///
  /// @param port on the loopback; 0 for any free one
  /// @param tls the bank's certificate and whom it trusts; null for plain HTTP
  /// @param house where the house listens, without a slash at the end
  /// @param seed of the dice that faults are rolled with
  public record Place(
      IsoParty.Bank bank, int port, @Nullable SSLContext tls, URI house, long seed) {}

  private record Said(String answeredId, IsoMessage answer) {}

  /// Begins to listen.
  ///
  /// @param codec signs as the bank and believes the house
  public SandboxIsoBank(
      Place place, IsoCodec codec, BankLedger ledger, Faults faults, InstantSource clock) {
    this.place = place;
    this.codec = codec;
    this.answersTo = URI.create(place.house + "/iso/" + place.bank.bic() + "/messages");
    this.clock = clock;
    this.teller = new IsoTeller(place.bank, ledger);
    this.counter = new Counter<>(ledger, faults, place.seed, clock);
    var client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    this.client = place.tls == null ? client.build() : client.sslContext(place.tls).build();
    this.server = listening(place.port, place.tls);
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
    counter.misbehave(how);
  }

  /// From now on answers every message with this status and takes none in; 0 to take them again.
  public void answerWith(int instead) {
    status = instead;
  }

  /// What it keeps of every order, and can be told.
  public Counter<List<IsoMessage>> counter() {
    return counter;
  }

  /// The numbers that were taken in, in order, each as often as it was.
  public List<String> taken() {
    return List.copyOf(taken);
  }

  /// An account as it stands.
  public @Nullable AccountView account(String number) {
    return counter.account(number);
  }

  private void arrived(HttpExchange exchange) throws IOException {
    Instant at = clock.instant();
    try (exchange) {
      if (counter.isDown()) {
        return;
      }
      byte[] message = exchange.getRequestBody().readNBytes(BYTES_MAX + 1);
      if (status != 0) {
        reply(exchange, status, "out of order");
        return;
      }
      switch (codec.read(message)) {
        case IsoRead.Refused(IsoRead.Fault fault, String where, String why) ->
            reply(exchange, status(fault), where + ": " + why);
        case IsoRead.Message(IsoHead head, IsoMessage body) -> takeIn(exchange, head, body, at);
      }
    }
  }

  private static int status(IsoRead.Fault fault) {
    return switch (fault) {
      case NOT_SIGNED -> 403;
      case NOT_NOW -> 503;
      case NOT_XML, NOT_VALID, NOT_SPOKEN -> 422;
    };
  }

  private void takeIn(HttpExchange exchange, IsoHead head, IsoMessage body, Instant at)
      throws IOException {
    OrderJson order = teller.order(head, body, at);
    if (order == null) {
      reply(exchange, 422, head.kind() + ": not taken here");
      return;
    }
    taken.add(head.id());
    List<IsoMessage> said = answers(head, body, order, at);
    threads.execute(() -> say(head, said));
    if (counter.losesReply()) {
      return;
    }
    try {
      Thread.sleep(counter.delayMs());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return;
    }
    reply(exchange, 202, "");
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
  private List<IsoMessage> answers(IsoHead head, IsoMessage body, OrderJson order, Instant at) {
    return counter.take(
        order,
        at,
        now -> teller.carryOut(head, body, now),
        (reason, remark) -> teller.refused(head, body, at, AnswerJson.refused(reason, remark)));
  }

  /// What is said again is the same bytes, as with a bank that keeps what it sends.
  private byte[] written(IsoHead answered, IsoMessage answer) {
    return written.get(new Said(answered.id(), answer), first -> sign(answered, answer));
  }

  private byte[] sign(IsoHead answered, IsoMessage answer) {
    String id = Texts.cut(answer.kind().name().substring(0, 3) + answered.id(), 35);
    return codec.write(
        new IsoHead(place.bank, answered.from(), id, answer.kind(), clock.instant(), answered.id()),
        answer);
  }

  private void say(IsoHead answered, List<IsoMessage> said) {
    try {
      Thread.sleep(counter.answersAfterMs());
      for (IsoMessage answer : said) {
        byte[] message = written(answered, answer);
        for (int i = counter.times(); i > 0; i--) {
          lines.tell(() -> closed || (!counter.isDown() && isSettled(message)));
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
      log.debug("{}: an answer did not arrive: {}", place.bank.bic(), away.toString());
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
