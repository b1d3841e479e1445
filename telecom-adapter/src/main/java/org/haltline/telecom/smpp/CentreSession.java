package org.haltline.telecom.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;

/// One connection to a message centre. Who waits for an answer on a line that is lost is told so at
/// once, not when his time is over: the window is free again, and the line can be bound anew.
final class CentreSession extends SMPPSession {
  private static final int LAST_WORDS_MS = 100;

  private final Set<Integer> waiting = ConcurrentHashMap.newKeySet();

  CentreSession() {
    super(
        new SynchronizedPDUSender(new DefaultPDUSender()),
        new PduReader(),
        SocketConnectionFactory.getInstance());
    addSessionStateListener(
        (now, before, source) -> {
          if (now == SessionState.CLOSED) {
            Thread.ofVirtual().start(this::wake);
          }
        });
  }

  /// After a moment in which what was read before the line was lost is still being understood.
  private void wake() {
    try {
      Thread.sleep(LAST_WORDS_MS);
    } catch (InterruptedException unheard) {
      Thread.currentThread().interrupt();
    }
    waiting.forEach(this::lost);
  }

  @Override
  protected Command executeSendCommand(SendCommandTask task, long timeoutMs)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    var noted = new Noted(task);
    try {
      return super.executeSendCommand(noted, timeoutMs);
    } finally {
      waiting.remove(noted.sequence);
    }
  }

  private void lost(int sequence) {
    PendingResponse<Command> answer = removePendingResponse(sequence);
    if (answer != null) {
      answer.doneWithInvalidResponse(new InvalidResponseException("the line is lost"));
    }
  }

  /// A request that is written down before it is sent: a line that is lost later finds it here, on
  /// one that was lost before it cannot be written.
  private final class Noted implements SendCommandTask {
    private final SendCommandTask task;
    private int sequence;

    private Noted(SendCommandTask task) {
      this.task = task;
    }

    @Override
    public void executeTask(OutputStream out, int sequenceNumber) throws PDUException, IOException {
      sequence = sequenceNumber;
      waiting.add(sequenceNumber);
      task.executeTask(out, sequenceNumber);
    }

    @Override
    public String getCommandName() {
      return task.getCommandName();
    }
  }
}
