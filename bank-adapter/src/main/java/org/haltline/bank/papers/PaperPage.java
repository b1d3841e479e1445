package org.haltline.bank.papers;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// A4, from the top down: a title in the middle, a table of two columns, closing lines; a further
/// page where it does not fit. Lengths are in points.
final class PaperPage implements AutoCloseable {
  private static final float WIDTH = PDRectangle.A4.getWidth();
  private static final float MARGIN = 56;
  private static final float TOP = PDRectangle.A4.getHeight() - 64;
  private static final float BOTTOM = 64;
  private static final float LABEL_WIDTH = 92;
  private static final float PADDING = 6;
  private static final float TITLE = 20;
  private static final float SUBTITLE = 10;
  private static final float TEXT = 11;
  private static final float LEADING = 16;

  /// Fewer lines of a long value do not stand alone at the end of a page.
  private static final int LINES_MIN = 3;

  private static final float VALUE_WIDTH = WIDTH - 2 * MARGIN - LABEL_WIDTH - 2 * PADDING;

  private final PDDocument document;
  private final PDType0Font font;
  private final PaperFont signs;
  private @Nullable PDPageContentStream open;
  private float y;

  PaperPage(PDDocument document, PDType0Font font, PaperFont signs) {
    this.document = document;
    this.font = font;
    this.signs = signs;
  }

  void draw(PaperText text) throws IOException {
    turn();
    centred(text.kind().zh(), TITLE);
    centred(text.subtitle(), SUBTITLE);
    y -= PADDING;
    for (PaperText.Line line : text.lines()) {
      row(line);
    }
    y -= LEADING;
    for (String line : text.closing()) {
      for (String part : wrapped(line, WIDTH - 2 * MARGIN, SUBTITLE)) {
        room(LEADING);
        show(part, MARGIN, y, SUBTITLE);
        y -= LEADING;
      }
      y -= PADDING;
    }
  }

  private void centred(String text, float size) throws IOException {
    String written = signs.written(text);
    show(written, (WIDTH - width(written, size)) / 2, y, size);
    y -= size * 1.6f;
  }

  private void row(PaperText.Line line) throws IOException {
    List<String> label = wrapped(line.label(), LABEL_WIDTH - 2 * PADDING, TEXT);
    List<String> value = wrapped(line.value(), VALUE_WIDTH, TEXT);
    // a value that does not fit goes on under its label on the next page
    int from = 0;
    while (from < value.size()) {
      int room = (int) ((y - BOTTOM - PADDING) / LEADING);
      if (room < Math.min(value.size() - from, LINES_MIN)) {
        turn();
        continue;
      }
      List<String> part = value.subList(from, Math.min(value.size(), from + room));
      float height = Math.max(part.size(), label.size()) * LEADING + PADDING;
      box(height);
      column(label, MARGIN + PADDING);
      column(part, MARGIN + LABEL_WIDTH + PADDING);
      y -= height;
      from += part.size();
    }
  }

  private void column(List<String> lines, float x) throws IOException {
    float at = y - TEXT - PADDING / 2;
    for (String line : lines) {
      show(line, x, at, TEXT);
      at -= LEADING;
    }
  }

  private void box(float height) throws IOException {
    PDPageContentStream page = page();
    page.setLineWidth(0.6f);
    page.addRect(MARGIN, y - height, WIDTH - 2 * MARGIN, height);
    page.moveTo(MARGIN + LABEL_WIDTH, y);
    page.lineTo(MARGIN + LABEL_WIDTH, y - height);
    page.stroke();
  }

  private void show(String text, float x, float at, float size) throws IOException {
    PDPageContentStream page = page();
    page.beginText();
    page.setFont(font, size);
    page.newLineAtOffset(x, at);
    page.showText(text);
    page.endText();
  }

  private List<String> wrapped(String text, float width, float size) throws IOException {
    return PaperWriter.wrapped(signs.written(text), width, it -> width(it, size));
  }

  private float width(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  private void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      turn();
    }
  }

  private void turn() throws IOException {
    close();
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    open = new PDPageContentStream(document, page);
    y = TOP;
  }

  private PDPageContentStream page() {
    if (open == null) {
      throw new IllegalStateException("no page is open");
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
