package org.haltline.telecom.sandbox.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.ReasonCode;
import org.haltline.telecom.sandbox.CarrierLedger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The message centre of a sandbox carrier: takes text messages over SMPP 3.4 on loopback, counts a
/// message in the carrier's ledger when all its parts are there, and tells with a receipt that it
/// was delivered. It misbehaves as [Faults] say: slow, refusing, lost (the message goes, the line
/// with its answer does not), late and twice with receipts, down.
public final class SandboxMessageCentre implements AutoCloseable {
  /// The name and password by which it is bound to.
  public static final String SYSTEM_ID = "haltline";

  public static final String PASSWORD = "sandbox";

  private static final Logger log = LoggerFactory.getLogger(SandboxMessageCentre.class);
  private static final int BOUND_WITHIN_MS = 5_000;
  private static final int RECEIPT_AFTER_MS = 20;
  private static final int RECEIPT_TRIES_MAX = 20;
  private static final int RECEIPT_PAUSE_MS = 500;
  private static final int WITH_HEADER = 0x40;
  private static final byte RECEIPT = 0x04;

  private final CarrierLedger ledger;
  private final LoopbackDoor door;
  private final SMPPServerSessionListener listener;
  private final SplittableRandom dice;
  private final Set<SMPPServerSession> bound = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Integer>> parts = new HashMap<>();
  private final AtomicLong names = new AtomicLong();
  private volatile Faults faults = Faults.NONE;
  private volatile boolean closed;

  /// Opens its door.
  ///
  /// @param port 0 for any free one
  /// @param seed of the dice that faults are rolled with
  public SandboxMessageCentre(CarrierLedger ledger, int port, long seed) throws IOException {
    this.ledger = ledger;
    this.dice = new SplittableRandom(seed);
    this.door = new LoopbackDoor(port);
    this.listener = new SMPPServerSessionListener(door.port(), door);
    listener.setMessageReceiverListener(new Desk(this::submitted));
    Thread.ofVirtual().name("sandbox message centre").start(this::accept);
  }

  public int port() {
    return door.port();
  }

  /// From now on, for every message; a centre that goes down loses its lines.
  public void misbehave(Faults how) {
    faults = how;
    if (how.down()) {
      bound.forEach(SMPPServerSession::close);
      bound.clear();
    }
  }

  public Faults faults() {
    return faults;
  }

  private void accept() {
    while (!closed) {
      try {
        SMPPServerSession session = listener.accept();
        Thread.ofVirtual().start(() -> bind(session));
      } catch (IOException over) {
        if (!closed) {
          log.warn("the sandbox message centre hears nobody any more: {}", over.toString());
        }
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(BOUND_WITHIN_MS);
      if (faults.down()) {
        session.close();
      } else if (SYSTEM_ID.equals(request.getSystemId())
          && PASSWORD.equals(request.getPassword())) {
        request.accept("sandbox");
        bound.add(session);
        session.addSessionStateListener(
            (now, before, source) -> {
              if (!now.isBound()) {
                bound.remove(session);
              }
            });
      } else {
        request.reject(SMPPConstant.STAT_ESME_RBINDFAIL);
      }
    } catch (TimeoutException | PDUStringException | IOException | IllegalStateException gone) {
      session.close();
    }
  }

  private SubmitSmResult submitted(SubmitSm message, SMPPServerSession session)
      throws ProcessRequestException {
    Faults now = faults;
    if (now.down()) {
      session.close();
      throw new ProcessRequestException("down", SMPPConstant.STAT_ESME_RSYSERR);
    }
    sleep(rolled(now.slowRate()) ? now.slowMs() : 0);
    if (rolled(now.refuseRate())) {
      throw new ProcessRequestException("told to refuse", SMPPConstant.STAT_ESME_RSUBMITFAIL);
    }
    String e164 = "+" + message.getDestAddress();
    if (isWhole(message, e164)) {
      AnswerJson sent = ledger.message(e164);
      if (sent.state() != AnswerJson.State.DONE) {
        throw new ProcessRequestException(
            String.valueOf(sent.remark()),
            ReasonCode.NO_SUCH_NUMBER.name().equals(sent.reason())
                ? SMPPConstant.STAT_ESME_RINVDSTADR
                : SMPPConstant.STAT_ESME_RSUBMITFAIL);
      }
    }
    String name = String.valueOf(names.incrementAndGet());
    if (message.getRegisteredDelivery() != 0) {
      int after = rolled(now.lateRate()) ? now.lateMs() : RECEIPT_AFTER_MS;
      int times = rolled(now.twiceRate()) ? 2 : 1;
      Thread.ofVirtual().start(() -> receipts(name, message, after, times));
    }
    if (rolled(now.loseReplyRate())) {
      session.close();
    }
    try {
      return new SubmitSmResult(new MessageId(name), new OptionalParameter[0]);
    } catch (PDUStringException impossible) {
      throw new ProcessRequestException("no name", SMPPConstant.STAT_ESME_RSYSERR, impossible);
    }
  }

  /// Whether with this part all of its message are there.
  private boolean isWhole(SubmitSm message, String e164) {
    byte[] said = message.getShortMessage();
    if ((message.getEsmClass() & WITH_HEADER) == 0 || said.length < 6) {
      return true;
    }
    String of = e164 + " " + said[3];
    synchronized (parts) {
      Set<Integer> here = parts.computeIfAbsent(of, first -> new HashSet<>());
      here.add((int) said[5]);
      if (here.size() < said[4]) {
        return false;
      }
      parts.remove(of);
      return true;
    }
  }

  private void receipts(String name, SubmitSm message, int afterMs, int times) {
    sleep(afterMs);
    for (int time = 0; time < times; time++) {
      boolean taken = false;
      for (int tries = 0; !taken && !closed && tries < RECEIPT_TRIES_MAX; tries++) {
        taken = receipt(name, message);
        sleep(taken ? 0 : RECEIPT_PAUSE_MS);
      }
    }
  }

  private boolean receipt(String name, SubmitSm message) {
    SMPPServerSession session = bound.stream().findFirst().orElse(null);
    if (session == null) {
      return false;
    }
    String text =
        "id:%s sub:001 dlvrd:001 submit date:2611200900 done date:2611200901 stat:DELIVRD err:000 text:"
            .formatted(name);
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          message.getDestAddress(),
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          message.getSourceAddr(),
          new ESMClass(RECEIPT),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          DataCodings.ZERO,
          text.getBytes(US_ASCII));
      return true;
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException notTaken) {
      return false;
    }
  }

  private boolean rolled(double rate) {
    synchronized (dice) {
      return rate > 0 && dice.nextDouble() < rate;
    }
  }

  private static void sleep(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      log.debug("the door of a sandbox message centre: {}", alreadyGone.toString());
    }
    bound.forEach(SMPPServerSession::close);
  }
}
