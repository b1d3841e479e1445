package org.haltline.bank.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// A Chinese font that documents carry with them, cut down to the signs they use. One ships (Noto
/// Sans SC, SIL Open Font License 1.1); a centre may name its own.
public final class PaperFont {
  private static final String SHIPPED = "NotoSansSC-Regular.ttf";

  /// Of every document; a font that lacks one of them is none.
  private static final String NEEDED = "紧急止付申请表协助冻结财产解除通知书账号户名金额壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整零，。：；《》（）";

  private final TrueTypeFont font;
  private final CmapLookup signs;

  private PaperFont(TrueTypeFont font) throws IOException {
    this.font = font;
    this.signs = font.getUnicodeCmapLookup();
  }

  public static PaperFont shipped() {
    try (InputStream in = PaperFont.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the font that ships is missing: " + SHIPPED);
      }
      return read(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the font that ships cannot be read", unreadable);
    }
  }

  /// A font of the centre's own.
  ///
  /// @throws IllegalArgumentException when it is no TrueType font, may not be embedded, or lacks
  ///   Chinese
  public static PaperFont of(Path file) {
    try {
      PaperFont own = read(Files.readAllBytes(file));
      var lacking = new StringBuilder();
      NEEDED.codePoints().filter(sign -> !own.has(sign)).limit(5).forEach(lacking::appendCodePoint);
      if (!lacking.isEmpty()) {
        throw new IllegalArgumentException(
            file + " is no Chinese font: it lacks " + lacking + " and maybe more");
      }
      return own;
    } catch (IOException wrong) {
      throw new IllegalArgumentException(
          file
              + " is no TrueType font (.ttf with outlines of its own) that can be read: "
              + wrong.getMessage(),
          wrong);
    }
  }

  private static PaperFont read(byte[] bytes) throws IOException {
    TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
    if (font.getTableMap().get("glyf") == null) {
      throw new IOException("it has PostScript outlines, which cannot be cut down");
    }
    return new PaperFont(font);
  }

  TrueTypeFont font() {
    return font;
  }

  boolean has(int sign) {
    return signs.getGlyphId(sign) != 0;
  }

  /// The text in signs that the font has; one that it has not is told by its number in Unicode, so
  /// that nobody takes a name for another.
  String written(String text) {
    var written = new StringBuilder();
    text.codePoints()
        .forEach(
            sign -> {
              if (sign < ' ' || sign == 0x7f) {
                written.append(' ');
              } else if (has(sign)) {
                written.appendCodePoint(sign);
              } else {
                written.append("[U+%X]".formatted(sign));
              }
            });
    return written.toString();
  }
}
