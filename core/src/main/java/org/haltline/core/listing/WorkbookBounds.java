package org.haltline.core.listing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.haltline.core.listing.CannotReadList.Why;

/// Looks through a workbook before it is read, and keeps nothing of it: what would take more memory
/// than the house has to spare is refused here. Names of parts prove nothing, since a workbook says
/// itself what each is; what a part holds does.
final class WorkbookBounds {
  /// A sheet of a million rows unpacks to some hundred megabytes; what unpacks to a hundred times
  /// itself was made to.
  private static final long UNPACKED_MAX = 1L << 30;

  private static final int UNPACKED_RATIO_MAX = 200;
  private static final long UNPACKED_ALWAYS = 16L << 20;

  /// Of any part but a sheet, as the table of texts.
  private static final long TEXTS_MAX = 64L << 20;

  private static final int PARTS_MAX = 1_000;

  /// Of the list of parts at the end of the file, which is read as a whole; comments included.
  private static final int DIRECTORY_MAX = 1 << 20;

  private static final int END_BYTES = 22;
  private static final int COMMENT_MAX = 0xFFFF;
  private static final int LOCATOR_BYTES = 20;
  private static final int PART_MARK = 0x02014b50;
  private static final int END_MARK = 0x06054b50;
  private static final int LOCATOR_MARK = 0x07064b50;

  private WorkbookBounds() {}

  /// Unpacks once without keeping anything; answers how many rows there are.
  static long rows(Path file) throws IOException, CannotReadList {
    refuseDirectory(file);
    byte[] chunk = new byte[64 << 10];
    long packed = Math.max(1, Files.size(file));
    long unpacked = 0;
    long rows = 0;
    int parts = 0;
    try (var zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (++parts > PARTS_MAX) {
          throw new CannotReadList(Why.TOO_LARGE);
        }
        var part = new WorkbookPart();
        long before = unpacked;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            unpacked += n;
            part.look(chunk, n);
            if (unpacked > UNPACKED_MAX
                || (unpacked > UNPACKED_ALWAYS && unpacked / packed > UNPACKED_RATIO_MAX)) {
              throw new CannotReadList(Why.TOO_LARGE);
            }
            if (!part.isSheet() && unpacked - before > TEXTS_MAX) {
              throw new CannotReadList(Why.TEXTS_TOO_LARGE);
            }
          }
        }
        rows += part.rows();
      }
    } catch (IOException | RuntimeException broken) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
    return rows;
  }

  /// The list of parts begins where the end of the file says, or later; each part of it may take as
  /// much again from elsewhere in the file, so they are counted before anybody reads them. The long
  /// form, for archives of 4 GiB and more, could say something else.
  private static void refuseDirectory(Path file) throws IOException, CannotReadList {
    try (var in = Files.newByteChannel(file)) {
      long size = in.size();
      int length = (int) Math.min(size, END_BYTES + COMMENT_MAX + LOCATOR_BYTES);
      ByteBuffer end = bytes(in.position(size - length), length);
      int at = length - END_BYTES;
      while (at >= 0 && end.getInt(at) != END_MARK) {
        at--;
      }
      if (at < 0 || (at >= LOCATOR_BYTES && end.getInt(at - LOCATOR_BYTES) == LOCATOR_MARK)) {
        throw new CannotReadList(Why.NOT_A_LIST);
      }
      long from = Integer.toUnsignedLong(end.getInt(at + 16));
      if (from > size) {
        throw new CannotReadList(Why.NOT_A_LIST);
      }
      if (size - from > DIRECTORY_MAX) {
        throw new CannotReadList(Why.TOO_LARGE);
      }
      ByteBuffer directory = bytes(in.position(from), (int) (size - from));
      int parts = 0;
      for (int i = 0; i + Integer.BYTES <= directory.limit(); i++) {
        if (directory.getInt(i) == PART_MARK && ++parts > PARTS_MAX) {
          throw new CannotReadList(Why.TOO_LARGE);
        }
      }
    }
  }

  private static ByteBuffer bytes(SeekableByteChannel in, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && in.read(bytes) >= 0) {
      // reads on
    }
    return bytes.flip();
  }
}
