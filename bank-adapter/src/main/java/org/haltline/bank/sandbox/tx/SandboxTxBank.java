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
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.haltline.bank.sandbox.AccountView;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.Openings;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxHead;
import org.haltline.bank.tx.TxNumbers;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.TxResult;
import org.haltline.bank.tx.channel.TxSignature;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bank that is not one but does what a bank's front end does: fetches its messages, carries each
/// number out once, and feeds back, again and again until it is told that the feedback is
/// journalled. It offers stops, prolongations, releases, freezes, unfreezings and the query of a
/// holder; anything else it answers with 1000.
public final class SandboxTxBank implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxTxBank.class);
  private static final int STOPS_MAX = 2;
  private static final int MOST = 20;
  private static final Duration AGAIN = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI mailbox;
  private final String bankId;
  private final HttpClient client;
  private final InstantSource clock;
  private final TxCodec codec = new TxCodec(TxOptions.usual());
  private final TxTeller teller;
  private final SecureRandom dice = new SecureRandom();
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> fetched = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final @Nullable Signer centre;
  private volatile Faults faults;
  private volatile boolean closed;

  /// How it misbehaves.
  ///
  /// @param pollEvery how often it comes for its mail; null when it stays away
  /// @param times how often it says each feedback
  /// @param late how long it takes with it
  /// @param loses whether what it fetches for the first time is lost on the way
  public record Faults(@Nullable Duration pollEvery, int times, Duration late, boolean loses) {
    /// None.
    public static Faults none() {
      return new Faults(Duration.ofMillis(50), 1, Duration.ZERO, false);
    }

    public Faults away() {
      return new Faults(null, times, late, loses);
    }

    public Faults saying(int often) {
      return new Faults(pollEvery, often, late, loses);
    }

    public Faults late(Duration by) {
      return new Faults(pollEvery, times, by, loses);
    }

    public Faults losingTheFirst() {
      return new Faults(pollEvery, times, late, true);
    }
  }

  /// Begins to fetch.
  ///
  /// @param house where the mailboxes are, without a slash at the end
  /// @param client with the bank's certificate, where the house asks for one
  public SandboxTxBank(
      URI house,
      String bankId,
      Openings openings,
      HttpClient client,
      Faults faults,
      InstantSource clock) {
    this(house, bankId, openings, client, faults, clock, null);
  }

  /// The same, for a bank that was given the centre's public key: what does not bear its signature
  /// is answered with 0199 and not carried out.
  ///
  /// @param centre the public half; null to look at no signature
  public SandboxTxBank(
      URI house,
      String bankId,
      Openings openings,
      HttpClient client,
      Faults faults,
      InstantSource clock,
      @Nullable Signer centre) {
    this.centre = centre;
    this.mailbox = URI.create(house + "/tx/" + bankId + "/messages");
    this.bankId = bankId;
    this.client = client;
    this.clock = clock;
    this.teller = new TxTeller(new BankLedger(STOPS_MAX, openings));
    this.faults = faults;
    threads.execute(this::poll);
  }

  public void misbehave(Faults how) {
    faults = how;
  }

  /// The numbers that were fetched, in order, each as often as it was.
  public List<String> fetched() {
    return List.copyOf(fetched);
  }

  /// An account as it stands.
  public @Nullable AccountView account(String number) {
    synchronized (teller) {
      return teller.account(number, clock.instant());
    }
  }

  private void poll() {
    try {
      while (!closed) {
        Duration pause = faults.pollEvery();
        if (pause != null) {
          fetchIfThere();
        }
        Thread.sleep(pause == null ? AGAIN : pause);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void fetchIfThere() throws InterruptedException {
    try {
      fetch();
    } catch (IOException away) {
      log.debug("{}: the house is away: {}", bankId, away.toString());
    }
  }

  private void fetch() throws IOException, InterruptedException {
    HttpResponse<String> mail =
        client.send(
            HttpRequest.newBuilder(URI.create(mailbox + "?most=" + MOST)).timeout(TIMEOUT).build(),
            BodyHandlers.ofString());
    if (mail.statusCode() == 200) {
      mail.body().lines().forEach(this::arrived);
    } else if (mail.statusCode() != 204) {
      log.debug("{}: {} {}", bankId, mail.statusCode(), mail.body());
    }
  }

  private void arrived(String line) {
    String carried = line.split(" ", 2)[0];
    if (!(codec.readBase64(carried) instanceof TxRead.Message(TxHead head, var body, var oddities))
        || !(body instanceof TxRequest request)
        || !(head instanceof TxHead.ToBank from)) {
      log.warn("{}: a message that cannot be read", bankId);
      return;
    }
    boolean first = !fetched.contains(request.applicationId());
    fetched.add(request.applicationId());
    if (!oddities.isEmpty()) {
      log.warn("{}: {} is strange: {}", bankId, request.applicationId(), oddities);
    }
    if (first && faults.loses()) {
      return;
    }
    String fault = signatureFault(line, from, carried);
    if (fault != null) {
      log.warn("{}: {} is not carried out: {}", bankId, request.applicationId(), fault);
    }
    String feedback = fault == null ? feedback(from, request) : notOurs(from, request, fault);
    Faults now = faults;
    for (int i = 0; i < now.times(); i++) {
      threads.execute(() -> say(feedback, now.late()));
    }
  }

  private @Nullable String signatureFault(String line, TxHead.ToBank from, String carried) {
    if (centre == null) {
      return null;
    }
    String xml = new String(Base64.getDecoder().decode(carried), UTF_8);
    return TxSignature.fault(
        line, TxSignature.bytes(from.txCode(), from.messageFrom(), xml), centre);
  }

  private String notOurs(TxHead.ToBank head, TxRequest request, String fault) {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("Result", TxResult.ORGANISATION_OTHER.code());
    said.put("FailureCause", fault);
    return xml(
        head.messageFrom(),
        request.code().feedback().orElseThrow().code(),
        request.applicationId(),
        said);
  }

  /// The same for the same number, with the effect of the first time.
  private String feedback(TxHead.ToBank head, TxRequest request) {
    synchronized (teller) {
      return answers.computeIfAbsent(
          head.messageFrom() + request.applicationId(),
          first ->
              xml(
                  head.messageFrom(),
                  request.code().feedback().orElseThrow().code(),
                  request.applicationId(),
                  teller.carryOut(request, clock.instant())));
    }
  }

  private String xml(String to, String code, String number, Map<String, String> said) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("ApplicationID", number);
    body.putAll(said);
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Request><Head>");
    Map<String, String> head = new LinkedHashMap<>();
    head.put("Mode", "01");
    head.put("To", to);
    head.put("TxCode", code);
    head.put("TransSerialNumber", TxNumbers.serial(bankId, dice));
    elements(xml, head);
    xml.append("</Head><Body>");
    elements(xml, body);
    return xml.append("</Body></Request>").toString();
  }

  private static void elements(StringBuilder xml, Map<String, String> elements) {
    elements.forEach(
        (name, value) ->
            xml.append('<')
                .append(name)
                .append('>')
                .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</")
                .append(name)
                .append('>'));
  }

  private void say(String xml, Duration after) {
    try {
      Thread.sleep(after);
      while (!closed && !isSettled(xml)) {
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it need not be said again.
  private boolean isSettled(String xml) throws InterruptedException {
    try {
      return post(xml) != 503;
    } catch (IOException away) {
      log.debug("{}: feedback did not arrive: {}", bankId, away.toString());
      return false;
    }
  }

  /// Says that, and returns the status it was answered with.
  public int say(String code, String number, Map<String, String> said)
      throws IOException, InterruptedException {
    return post(xml("000000000000", code, number, said));
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
