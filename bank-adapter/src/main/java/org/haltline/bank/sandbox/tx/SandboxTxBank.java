package org.haltline.bank.sandbox.tx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Counter;
import org.haltline.bank.sandbox.FewLines;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxResult;
import org.haltline.bank.tx.channel.TxSignature;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bank that is not one but does what a bank's front end does: fetches its messages, carries each
/// number out once on its ledger, and feeds back, again and again until it is told that the
/// feedback is journalled.
///
/// Its faults: a message takes the delay before it is dealt with, a lost reply is a feedback that
/// is not said until the message is laid out again, and a bank that is down fetches and says
/// nothing.
public final class SandboxTxBank implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxTxBank.class);
  private static final int MOST = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Place place;
  private final URI mailbox;
  private final HttpClient client;
  private final InstantSource clock;
  private final TxCodec codec = new TxCodec(TxOptions.usual());
  private final TxTeller teller;
  private final FewLines lines = new FewLines();
  private final Counter<String> counter;
  private final SecureRandom dice = new SecureRandom();
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;

  /// Which bank it is, and where its mail lies.
  ///
  /// @param house where the mailboxes are, without a slash at the end
  /// @param bankId 12 digits
  /// @param pollEvery how often it comes for its mail
  /// @param centre the public half of the centre's key: what does not bear its signature is
  ///   answered with 0799 and not carried out; null to look at no signature
  /// @param seed of the dice that faults are rolled with
  public record Place(
      URI house, String bankId, Duration pollEvery, @Nullable Signer centre, long seed) {
    private static final Duration POLL_EVERY = Duration.ofMillis(50);

    public static Place at(URI house, String bankId) {
      return new Place(house, bankId, POLL_EVERY, null, 1);
    }

    public Place onlySignedBy(@Nullable Signer published) {
      return new Place(house, bankId, pollEvery, published, seed);
    }

    public Place polling(Duration every) {
      return new Place(house, bankId, every, centre, seed);
    }

    public Place seeded(long number) {
      return new Place(house, bankId, pollEvery, centre, number);
    }
  }

  /// Begins to fetch.
  ///
  /// @param client with the bank's certificate, where the house asks for one
  public SandboxTxBank(
      Place place, BankLedger ledger, HttpClient client, Faults faults, InstantSource clock) {
    this.place = place;
    this.mailbox = URI.create(place.house + "/tx/" + place.bankId + "/messages");
    this.client = client;
    this.clock = clock;
    this.teller = new TxTeller(ledger);
    this.counter = new Counter<>(ledger, faults, place.seed, clock);
    threads.execute(this::poll);
  }

  public void misbehave(Faults how) {
    counter.misbehave(how);
  }

  /// What it keeps of every order, and can be told.
  public Counter<String> counter() {
    return counter;
  }

  /// The numbers that were fetched, in order, each as often as it was.
  public List<String> fetched() {
    return List.copyOf(fetched);
  }

  /// An account as it stands.
  public @Nullable AccountView account(String number) {
    return counter.account(number);
  }

  private void poll() {
    try {
      while (!closed) {
        if (!counter.isDown()) {
          fetchIfThere();
        }
        Thread.sleep(place.pollEvery);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void fetchIfThere() throws InterruptedException {
    try {
      while (fetch() == MOST) {
        log.debug("{}: there is more", place.bankId);
      }
    } catch (IOException away) {
      log.debug("{}: the house is away: {}", place.bankId, away.toString());
    }
  }

  /// @return how many messages there were
  private int fetch() throws IOException, InterruptedException {
    HttpResponse<String> mail =
        client.send(
            HttpRequest.newBuilder(URI.create(mailbox + "?most=" + MOST)).timeout(TIMEOUT).build(),
            BodyHandlers.ofString());
    if (mail.statusCode() == 200) {
      List<String> lines = mail.body().lines().toList();
      lines.forEach(this::arrivedSomehow);
      return lines.size();
    }
    if (mail.statusCode() != 204) {
      log.debug("{}: {} {}", place.bankId, mail.statusCode(), mail.body());
    }
    return 0;
  }

  /// One message that cannot be dealt with keeps no other away.
  private void arrivedSomehow(String line) {
    try {
      arrived(line);
    } catch (RuntimeException fault) {
      log.warn("{}: a message that cannot be dealt with", place.bankId, fault);
    }
  }

  private void arrived(String line) {
    Instant at = clock.instant();
    String carried = line.split(" ", 2)[0];
    if (!(codec.readBase64(carried) instanceof TxRead.Message(TxHead head, var body, var oddities))
        || !(body instanceof TxRequest request)
        || !(head instanceof TxHead.ToBank from)) {
      log.warn("{}: a message that cannot be read", place.bankId);
      return;
    }
    fetched.add(request.applicationId());
    if (!oddities.isEmpty()) {
      log.warn("{}: {} is strange: {}", place.bankId, request.applicationId(), oddities);
    }
    String fault = signatureFault(line, from, carried);
    if (fault != null) {
      log.warn("{}: {} is not carried out: {}", place.bankId, request.applicationId(), fault);
    }
    String said = fault == null ? feedback(request, at) : notOurs(fault);
    String code = request.code().feedback().orElseThrow().code();
    String xml = xml(from.messageFrom(), code, request.applicationId(), said);
    threads.execute(() -> feedBack(xml));
  }

  private void feedBack(String xml) {
    try {
      Thread.sleep(counter.delayMs());
      if (counter.losesReply()) {
        return;
      }
      Thread.sleep(counter.answersAfterMs());
      for (int i = counter.times(); i > 0; i--) {
        say(xml);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable String signatureFault(String line, TxHead.ToBank from, String carried) {
    Signer centre = place.centre;
    if (centre == null) {
      return null;
    }
    String xml = new String(Base64.getDecoder().decode(carried), UTF_8);
    return TxSignature.fault(
        line, TxSignature.bytes(from.txCode(), from.messageFrom(), xml), centre);
  }

  private static String notOurs(String fault) {
    return new TxWords()
        .put("Result", TxResult.ORGANISATION_OTHER.code())
        .put("FailureCause", fault)
        .toString();
  }

  /// The same for the same number, with the effect of the first time.
  private String feedback(TxRequest request, Instant at) {
    OrderJson order = teller.order(request, at);
    if (order == null) {
      return teller.refused(AnswerJson.refused(ReasonCode.CANNOT, null)).said();
    }
    return counter.take(
        order,
        at,
        now -> teller.carryOut(request, order, now),
        (reason, remark) -> teller.refused(AnswerJson.refused(reason, remark)));
  }

  private String xml(String to, String code, String number, String said) {
    return new TxWords()
        .as("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .in(
            "Request",
            request ->
                request
                    .in(
                        "Head",
                        head ->
                            head.put("Mode", "01")
                                .put("To", to)
                                .put("TxCode", code)
                                .put("TransSerialNumber", TxNumbers.serial(place.bankId, dice)))
                    .in("Body", body -> body.put("ApplicationID", number).as(said)))
        .toString();
  }

  private void say(String xml) throws InterruptedException {
    lines.tell(() -> closed || (!counter.isDown() && isSettled(xml)));
  }

  /// Whether it need not be said again.
  private boolean isSettled(String xml) throws InterruptedException {
    try {
      return post(xml) != 503;
    } catch (IOException away) {
      log.debug("{}: feedback did not arrive: {}", place.bankId, away.toString());
      return false;
    }
  }

  /// Says that, and returns the status it was answered with.
  public int say(String code, String number, Map<String, String> said)
      throws IOException, InterruptedException {
    var words = new TxWords();
    said.forEach(words::put);
    return post(xml("000000000000", code, number, words.toString()));
  }

  private int post(String xml) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(mailbox)
                .timeout(TIMEOUT)
                .POST(
                    BodyPublishers.ofString(
                        Base64.getEncoder().encodeToString(xml.getBytes(UTF_8))))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
