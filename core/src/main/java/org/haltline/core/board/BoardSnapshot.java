package org.haltline.core.board;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.haltline.core.codec.Wire;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.SequenceWriter;

/// The board at one place of the journal, as it is kept beside the data so that a restart reads
/// only what came after: lines of JSON, the head first, then a row each, in gzip.
record BoardSnapshot(Head head, List<CaseRow> rows) {
  /// Raised whenever a row would be made otherwise; a snapshot of another form is thrown away.
  private static final int FORM = 1;

  /// What stands before the rows.
  ///
  /// @param hash of the fact at this position: whether it is the same journal
  /// @param latest instant of any fact so far
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  record Head(int form, String position, byte[] hash, Instant latest, List<Happening> happenings) {
    Head {
      happenings = List.copyOf(happenings);
    }

    Head(String position, byte[] hash, Instant latest, List<Happening> happenings) {
      this(FORM, position, hash, latest, happenings);
    }
  }

  byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zipped = new GZIPOutputStream(bytes);
        SequenceWriter lines =
            Wire.JSON.writer().withRootValueSeparator("\n").writeValues(zipped)) {
      lines.write(head);
      for (CaseRow row : rows) {
        lines.write(row);
      }
    }
    return bytes.toByteArray();
  }

  /// @throws IOException when these are not the bytes of a snapshot of this form
  static BoardSnapshot read(byte[] bytes) throws IOException {
    try (var in = new BufferedInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      String first = line(in);
      Head head = Wire.JSON.readValue(first, Head.class);
      if (head.form() != FORM) {
        throw new IOException("it was written as " + head.form() + ", not as " + FORM);
      }
      var rows = new ArrayList<CaseRow>();
      try (MappingIterator<CaseRow> all = Wire.JSON.readerFor(CaseRow.class).readValues(in)) {
        all.forEachRemaining(rows::add);
      }
      return new BoardSnapshot(head, rows);
    } catch (RuntimeException faulty) {
      throw new IOException("it cannot be read", faulty);
    }
  }

  private static String line(BufferedInputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
