package org.haltline.telecom.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.bean.Command;

/// Reads one PDU after the other and believes no length that no PDU has: a garbled one would
/// otherwise take gigabytes, or the reader with it while the line seems to stand. A stream that is
/// broken once, or stops within a PDU, has no next one; the line is to be bound anew.
final class PduReader extends DefaultPDUReader {
  private static final int HEADER_BYTES = 16;

  /// A short message has 254 octets, and each of a few parameters up to 64 KiB in theory.
  static final int BYTES_MAX = 128 * 1024;

  /// Waits for the first octet as long as the line is silent, which is no fault.
  @Override
  public Command readPDUHeader(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("the centre has hung up");
    }
    byte[] octets = new byte[HEADER_BYTES];
    octets[0] = (byte) first;
    fully(in, octets, 1);
    ByteBuffer header = ByteBuffer.wrap(octets);
    int length = header.getInt();
    if (length < HEADER_BYTES || length > BYTES_MAX) {
      throw new IOException("no PDU has %d octets".formatted(length));
    }
    var command = new Command();
    command.setCommandLength(length);
    command.setCommandId(header.getInt());
    command.setCommandStatus(header.getInt());
    command.setSequenceNumber(header.getInt());
    return command;
  }

  @Override
  public byte[] readPDU(
      DataInputStream in, int length, int commandId, int commandStatus, int sequenceNumber)
      throws IOException {
    byte[] octets = new byte[length];
    ByteBuffer.wrap(octets)
        .putInt(length)
        .putInt(commandId)
        .putInt(commandStatus)
        .putInt(sequenceNumber);
    fully(in, octets, HEADER_BYTES);
    return octets;
  }

  private static void fully(DataInputStream in, byte[] octets, int from) throws IOException {
    try {
      in.readFully(octets, from, octets.length - from);
    } catch (SocketTimeoutException stopped) {
      throw new IOException("the centre stopped in the middle of a PDU", stopped);
    }
  }
}
