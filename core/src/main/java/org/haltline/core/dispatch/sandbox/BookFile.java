package org.haltline.core.dispatch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.haltline.core.codec.Wire;
import org.haltline.core.dispatch.AnswerJson;
import org.haltline.core.dispatch.OrderJson;
import tools.jackson.core.JacksonException;

/// The book of a sandbox on disk: a line of JSON for each order, appended when it is decided and
/// before anybody hears of it. What the process had answered is there after it was killed; that it
/// is there after a power cut takes fsync.
public final class BookFile implements AutoCloseable {

  /// Where a book is kept.
  ///
  /// @param fsync whether each line is on the disk itself before the order is answered
  public record Place(Path file, boolean fsync) {}

  /// One order as it was decided.
  ///
  /// @param applied whether the institution itself decided, not a fault that it was told to have
  record Line(OrderJson order, Instant at, boolean applied, AnswerJson outcome) {}

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Place place;
  private final FileChannel channel;

  private BookFile(Place place, FileChannel channel) {
    this.place = place;
    this.channel = channel;
  }

  /// Opens the book for this process alone, makes it when it is not there, and hands over what it
  /// says, oldest first. A last line that was cut off by a crash was never answered: it is dropped.
  ///
  /// @throws IllegalStateException when another process has it, or a line cannot be read
  static BookFile open(Place place, Consumer<Line> each) throws IOException {
    FileChannel channel =
        FileChannel.open(
            place.file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      lock(place, channel);
      channel.truncate(read(place, channel, each));
      channel.position(channel.size());
      return new BookFile(place, channel);
    } catch (IOException | RuntimeException unusable) {
      channel.close();
      throw unusable;
    }
  }

  private static void lock(Place place, FileChannel channel) throws IOException {
    boolean ours;
    try {
      ours = channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      ours = false;
    }
    if (!ours) {
      throw new IllegalStateException(
          place.file + " is the book of a sandbox that is running; give this one its own");
    }
  }

  /// Reads to the end of the last whole line, and says where that is.
  private static long read(Place place, FileChannel channel, Consumer<Line> each)
      throws IOException {
    var bytes = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    var line = new ByteArrayOutputStream();
    long position = 0;
    long end = 0;
    int number = 1;
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      position++;
      if (next != '\n') {
        line.write(next);
        continue;
      }
      each.accept(parse(place, line.toString(UTF_8), number++));
      line.reset();
      end = position;
    }
    return end;
  }

  private static Line parse(Place place, String text, int number) {
    try {
      return Wire.JSON.readValue(text, Line.class);
    } catch (JacksonException unreadable) {
      throw new IllegalStateException(
          place.file + " cannot be read from line " + number + " on; move it away to start anew",
          unreadable);
    }
  }

  void append(Line line) {
    ByteBuffer bytes = ByteBuffer.wrap((Wire.JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (place.fsync) {
        channel.force(false);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
