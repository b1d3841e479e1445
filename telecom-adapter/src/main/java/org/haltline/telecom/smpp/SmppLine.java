package org.haltline.telecom.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.haltline.core.subject.Bilingual;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line to one message centre: bound as transceiver, asked for a sign of life, bound anew in
/// growing pauses when it is lost. At most so many messages wait for their acknowledgement as the
/// window allows; a centre that says "slower" is given time. Its calls block.
final class SmppLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SmppLine.class);
  private static final byte UCS2 = 0x08;
  private static final byte UCS2_FLASH = 0x18;
  private static final byte WITH_HEADER = 0x40;
  private static final int THROTTLED_TRIES_MAX = 6;
  private static final Duration THROTTLED_PAUSE = Duration.ofMillis(100);
  private static final Duration GOODBYE = Duration.ofSeconds(3);
  private static final int PROCESSORS = 8;

  /// A warning that comes tomorrow is none.
  private static final String VALID_FOUR_HOURS = "000000040000000R";

  private final SmppReach reach;
  private final Ear ear;
  private final Pauses pauses;
  private final Semaphore window;
  private final Thread keeper;
  private volatile @Nullable CentreSession bound;
  private volatile boolean closed;

  /// Hears what became of messages.
  interface Ear {
    /// Returns when it is written down; throws where the centre is to say it again.
    void heard(DeliveryNote note) throws Exception;
  }

  /// How long a lost line is left alone before it is bound anew.
  ///
  /// @param first after it was lost; twice as long after each time in vain
  /// @param longest of them all
  record Pauses(Duration first, Duration longest) {
    static final Pauses USUAL = new Pauses(Duration.ofMillis(200), Duration.ofSeconds(3));
  }

  /// What came of handing one message over.
  sealed interface Handed {
    /// The centre has it, under this name.
    record Taken(String messageId) implements Handed {}

    /// The centre will not have it, by this status.
    record Refused(int status) implements Handed {}

    /// It never left; why not, for people.
    record NotSent(Bilingual why) implements Handed {}

    /// It left, and nobody knows more.
    record Unknown(String why) implements Handed {}
  }

  SmppLine(SmppReach reach, Ear ear, Pauses pauses) {
    this.reach = reach;
    this.ear = ear;
    this.pauses = pauses;
    this.window = new Semaphore(reach.window(), true);
    this.keeper = Thread.ofVirtual().name("smpp " + reach).unstarted(this::keep);
  }

  void start() {
    keeper.start();
  }

  boolean isBound() {
    CentreSession session = bound;
    return session != null && session.getSessionState().isBound();
  }

  private void keep() {
    long pauseMs = pauses.first().toMillis();
    boolean told = false;
    while (!closed) {
      try {
        bind();
        log.info("bound to the message centre {}", reach);
        pauseMs = pauses.first().toMillis();
        told = false;
        awaitLoss();
        if (!closed) {
          log.warn("the line to the message centre {} is lost", reach);
        }
      } catch (IOException | RuntimeException away) {
        if (!told) {
          log.warn("the message centre {} cannot be reached: {}", reach, away.toString());
          told = true;
        }
      } catch (InterruptedException end) {
        return;
      }
      try {
        Thread.sleep(pauseMs);
      } catch (InterruptedException end) {
        return;
      }
      pauseMs = Math.min(2 * pauseMs, pauses.longest().toMillis());
    }
  }

  private void bind() throws IOException {
    var session = new CentreSession();
    session.setPduProcessorDegree(PROCESSORS);
    session.setEnquireLinkTimer(Math.toIntExact(reach.enquireEvery().toMillis()));
    session.setTransactionTimer(reach.timeout().toMillis());
    session.setMessageReceiverListener(new Receiver());
    session.connectAndBind(
        reach.host(),
        reach.port(),
        new BindParameter(
            BindType.BIND_TRX,
            reach.systemId(),
            reach.password(),
            reach.systemType(),
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null),
        reach.timeout().toMillis());
    bound = session;
  }

  private void awaitLoss() throws InterruptedException {
    while (!closed && isBound()) {
      Thread.sleep(50);
    }
    CentreSession lost = bound;
    bound = null;
    if (lost != null && !closed) {
      lost.close();
    }
  }

  /// Hands one message over; waits for the window, the centre's patience and its acknowledgement.
  ///
  /// @param to E.164 without `+`
  Handed hand(String to, byte[] part, boolean hasHeader, boolean flash)
      throws InterruptedException {
    if (!window.tryAcquire(reach.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
      return notSent("等待确认的短信已满", "too many messages wait already");
    }
    try {
      long pauseMs = THROTTLED_PAUSE.toMillis();
      for (int tries = 1; ; tries++) {
        Handed handed = submit(to, part, hasHeader, flash);
        boolean slower =
            handed instanceof Handed.Refused(int status)
                && (status == SMPPConstant.STAT_ESME_RTHROTTLED
                    || status == SMPPConstant.STAT_ESME_RMSGQFUL);
        if (!slower) {
          return handed;
        }
        if (tries == THROTTLED_TRIES_MAX) {
          return notSent("短信中心暂不接收", "the message centre takes no more for now");
        }
        Thread.sleep(pauseMs);
        pauseMs *= 2;
      }
    } finally {
      window.release();
    }
  }

  private static Handed notSent(String zh, String en) {
    return new Handed.NotSent(new Bilingual(zh, en));
  }

  private Handed submit(String to, byte[] part, boolean hasHeader, boolean flash) {
    CentreSession session = bound;
    if (session == null || !session.getSessionState().isTransmittable()) {
      return notSent("与短信中心的线路未建立", "no line to the message centre");
    }
    boolean digits = Character.isDigit(reach.sender().charAt(0));
    try {
      String id =
          session
              .submitShortMessage(
                  "",
                  digits ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC,
                  digits ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
                  reach.sender(),
                  TypeOfNumber.INTERNATIONAL,
                  NumberingPlanIndicator.ISDN,
                  to,
                  hasHeader ? new ESMClass(WITH_HEADER) : new ESMClass(),
                  (byte) 0,
                  (byte) 1,
                  null,
                  VALID_FOUR_HOURS,
                  new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                  (byte) 0,
                  DataCodings.newInstance(flash ? UCS2_FLASH : UCS2),
                  (byte) 0,
                  part)
              .getMessageId();
      return id == null || id.isBlank()
          ? new Handed.Unknown("the message centre took it without a name")
          : new Handed.Taken(id);
    } catch (NegativeResponseException no) {
      return new Handed.Refused(no.getCommandStatus());
    } catch (PDUException unsayable) {
      log.warn("{}: a message cannot be put into a PDU: {}", reach, unsayable.toString());
      return notSent("短信无法编码", "the message cannot be put into a PDU");
    } catch (ResponseTimeoutException | InvalidResponseException | IOException unheard) {
      return new Handed.Unknown(
          Objects.requireNonNullElse(unheard.getMessage(), unheard.getClass().getSimpleName()));
    }
  }

  /// Says goodbye, and does not wait for a centre that has nothing more to say.
  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    CentreSession session = bound;
    if (session == null) {
      return;
    }
    Thread goodbye = Thread.ofVirtual().start(session::unbindAndClose);
    try {
      goodbye.join(GOODBYE);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /// What the centre says by itself. It says a receipt again where we do not acknowledge it.
  private final class Receiver implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm said) throws ProcessRequestException {
      DeliveryNote note = DeliveryNote.of(said).orElse(null);
      if (note == null) {
        return; // an answer that somebody typed, or nothing that anybody could act on
      }
      try {
        ear.heard(note);
      } catch (Exception notWritten) {
        log.warn("{}: a receipt is to be said again: {}", reach, notWritten.toString());
        throw new ProcessRequestException(
            String.valueOf(notWritten.getMessage()), SMPPConstant.STAT_ESME_RX_T_APPN, notWritten);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
      // nobody asked for it
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("not spoken", SMPPConstant.STAT_ESME_RINVCMDID);
    }
  }
}
