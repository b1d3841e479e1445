package org.haltline.bank.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderPapers;
import org.jspecify.annotations.Nullable;

/// Draws up the document of an order. The same order gives the same bytes: its dates are the
/// order's, and nothing is drawn by chance. May be used on any thread; one document at a time, for
/// they share the font.
public final class PaperWriter implements OrderPapers {
  private final Function<String, String> institutions;
  private final ZoneId zone;
  private final Supplier<PaperFont> source;
  private @Nullable PaperFont font;

  /// Reads the font for the first document and not before, for it is large.
  ///
  /// @param institutions the name of an institution by its id
  /// @param zone times are written in it
  public PaperWriter(Supplier<PaperFont> font, Function<String, String> institutions, ZoneId zone) {
    this.source = font;
    this.institutions = institutions;
    this.zone = zone;
  }

  @Override
  public Optional<byte[]> of(CaseId caseId, Order order, boolean draft) {
    return PaperKind.of(order.kind())
        .map(
            kind ->
                PaperText.of(
                    kind, caseId, order, institutions.apply(order.institution()), zone, draft))
        .map(text -> written(text, order));
  }

  private synchronized byte[] written(PaperText text, Order order) {
    PaperFont ready = font == null ? source.get() : font;
    font = ready;
    try (var document = new PDDocument()) {
      document.setDocumentId(Long.valueOf(order.id().digits().hashCode()));
      document.setDocumentInformation(about(text, order));
      var embedded = PDType0Font.load(document, ready.font(), true);
      try (var page = new PaperPage(document, embedded, ready)) {
        page.draw(text);
      }
      var out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a document could not be written to memory", impossible);
    }
  }

  private PDDocumentInformation about(PaperText text, Order order) {
    var about = new PDDocumentInformation();
    about.setTitle(text.kind().zh() + " " + order.id().digits());
    about.setAuthor(order.authority());
    about.setProducer("Haltline");
    var at = GregorianCalendar.from(ZonedDateTime.ofInstant(order.orderedAt(), zone));
    about.setCreationDate(at);
    about.setModificationDate(at);
    return about;
  }

  static List<String> wrapped(String text, float width, Measure measure) throws IOException {
    List<String> lines = new ArrayList<>();
    var line = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int sign = text.codePointAt(i);
      i += Character.charCount(sign);
      line.appendCodePoint(sign);
      if (measure.of(line.toString()) > width) {
        line.setLength(line.length() - Character.charCount(sign));
        lines.add(line.toString().strip());
        line.setLength(0);
        line.appendCodePoint(sign);
      }
    }
    lines.add(line.toString().strip());
    return lines;
  }

  /// How wide a text is, in points.
  interface Measure {
    float of(String text) throws IOException;
  }
}
