package org.haltline.core.listing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.listing.CannotReadList.Why;

/// One part of a workbook as it goes by, byte for byte: tags and their attributes, and how much a
/// reader would hold of them at once. Only plain UTF-8 without comments, CDATA or a DOCTYPE is let
/// through, which is what spreadsheets write: in anything else a tag could hide. A part that does
/// not begin with a tag is no XML, and no reader gets far in it.
final class WorkbookPart {
  /// Excel's own bound.
  private static final int COLUMNS_MAX = 16_384;

  /// Between two tags, or in one: a cell holds 32,767 characters, which escaped are some seven
  /// bytes each.
  private static final int TEXT_MAX = 256 << 10;

  /// Of one row, all of which is held; its formulas too, which cells of one sheet share.
  private static final long ROW_MAX = 16L << 20;

  /// Of all rows with a formula for several cells, which is held until the sheet is through.
  private static final long FORMULAS_MAX = 64L << 20;

  private static final int FORMULA_COST = 128;

  /// Of texts, each of which is an object.
  private static final int TEXTS_MAX = 2 << 20;

  /// As much as a text: sheets, and what refers to other parts.
  private static final int REFERENCE_COST = 20;

  /// Nothing that is looked for is longer.
  private static final int NAME_MAX = 16;

  private static final int BEGINNING = 256;
  private static final int WIDEST_MARK = 4;
  private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)");

  private enum At {
    BEGINNING,
    NO_XML,
    TEXT,
    TAG,
    NAME,
    END_NAME,
    INSTRUCTION,
    BETWEEN,
    ATTRIBUTE,
    VALUE
  }

  private final StringBuilder beginning = new StringBuilder();
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();
  private At at = At.BEGINNING;

  /// Begins with something that is neither a tag nor space.
  private boolean foreign;

  private boolean declaration = true;
  private byte before;
  private byte quote;
  private int run;

  private long rows;
  private long texts;
  private boolean inRow;

  /// Bytes of the row, and what its formulas come to besides.
  private long row;

  private long written;

  private int cells;
  private int column;
  private long formulas;

  /// Where in the row the first formula for several cells begins; -1 without one.
  private long shared = -1;

  private long sharedLength;

  /// Rows begin in it, and no texts.
  boolean isSheet() {
    return at == At.NO_XML || (rows > 0 && texts == 0);
  }

  long rows() {
    return rows;
  }

  void look(byte[] bytes, int length) throws CannotReadList {
    for (int i = 0; i < length && at != At.NO_XML; i++) {
      byte one = bytes[i];
      if (beginning.length() < BEGINNING) {
        begin(one);
      }
      if (at != At.NO_XML) {
        next(one);
      }
      before = one;
    }
  }

  /// What the first bytes say of the encoding.
  private void begin(byte one) throws CannotReadList {
    beginning.append((char) (one & 0xFF));
    String bytes = beginning.toString();
    if (bytes.length() == 2
        && (bytes.equals("\u00FE\u00FF")
            || bytes.equals("\u00FF\u00FE")
            || bytes.equals("\0<")
            || bytes.equals("<\0"))) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
    if (bytes.length() == WIDEST_MARK
        && (bytes.equals("\0\0\u00FE\u00FF") || bytes.equals("\0\0\0<"))) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
  }

  private void next(byte one) throws CannotReadList {
    row++;
    if (one == '<' && at != At.INSTRUCTION) {
      run = 0;
    } else if (++run > TEXT_MAX) {
      throw new CannotReadList(Why.TOO_LARGE);
    }
    if (inRow && row + written > ROW_MAX) {
      throw new CannotReadList(Why.TOO_LARGE);
    }
    switch (at) {
      case BEGINNING -> {
        if (one == '<' && !foreign) {
          at = At.TAG;
        } else if (!isSpace(one) && !isMark()) {
          foreign = true;
        }
        if (foreign && beginning.length() >= WIDEST_MARK) {
          at = At.NO_XML;
        }
      }
      case TEXT -> at = one == '<' ? At.TAG : At.TEXT;
      case TAG -> {
        name.setLength(0);
        switch (one) {
          case '!' -> throw new CannotReadList(Why.NOT_A_LIST);
          case '?' -> at = At.INSTRUCTION;
          case '/' -> at = At.END_NAME;
          default -> {
            at = At.NAME;
            declaration = false;
            add(name, one);
          }
        }
      }
      case INSTRUCTION -> {
        if (one == '>' && before == '?') {
          if (declaration) {
            refuseOtherEncoding();
            declaration = false;
          }
          at = At.TEXT;
        }
      }
      case END_NAME -> {
        if (one == '>') {
          end();
          at = At.TEXT;
        } else if (!isSpace(one)) {
          add(name, one);
        }
      }
      case NAME -> {
        if (one == '>' || one == '/' || isSpace(one)) {
          start();
          between(one);
        } else {
          add(name, one);
        }
      }
      case BETWEEN -> between(one);
      case ATTRIBUTE -> {
        if (one == '"' || one == '\'') {
          quote = one;
          column = 0;
          attribute();
          at = At.VALUE;
        } else if (one == '>') {
          between(one);
        } else if (!isSpace(one) && one != '=') {
          add(attribute, one);
        }
      }
      case VALUE -> {
        if (one == quote) {
          at = At.BETWEEN;
        } else if (inRow && is(name, "c") && is(attribute, "r")) {
          reference(one);
        }
      }
      case NO_XML -> {
        // nobody reads it
      }
    }
  }

  /// The mark of UTF-8, or a part of it.
  private boolean isMark() {
    return "\u00EF\u00BB\u00BF".startsWith(beginning.toString());
  }

  private static boolean isSpace(byte one) {
    return one == ' ' || one == '\n' || one == '\r' || one == '\t';
  }

  /// The name without its prefix. One that is too long is none that is looked for.
  private static void add(StringBuilder name, byte one) {
    if (one == ':') {
      name.setLength(0);
    } else if (name.length() < NAME_MAX) {
      name.append((char) (one & 0xFF));
    }
  }

  private static boolean is(StringBuilder name, String wanted) {
    return wanted.contentEquals(name);
  }

  private void refuseOtherEncoding() throws CannotReadList {
    Matcher said = ENCODING.matcher(beginning);
    if (beginning.length() == BEGINNING
        || (said.find() && !said.group(1).equalsIgnoreCase("utf-8"))) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
  }

  private void between(byte one) {
    if (one == '>') {
      if (before == '/') {
        end();
      }
      at = At.TEXT;
    } else if (isSpace(one) || one == '/') {
      at = At.BETWEEN;
    } else {
      attribute.setLength(0);
      add(attribute, one);
      at = At.ATTRIBUTE;
    }
  }

  private void start() throws CannotReadList {
    switch (name.toString()) {
      case "row" -> {
        if (inRow) {
          throw new CannotReadList(Why.NOT_A_LIST);
        }
        inRow = true;
        rows++;
        row = 0;
        written = 0;
        cells = 0;
        shared = -1;
      }
      case "c" -> {
        if (inRow && ++cells > COLUMNS_MAX) {
          throw new CannotReadList(Why.TOO_LARGE);
        }
      }
      case "f" -> {
        // a cell that shares a formula has it once more, written for itself
        written += Math.max(sharedLength, shared < 0 ? 0 : row - shared);
      }
      case "si" -> text(1);
      case "sheet", "Relationship" -> text(REFERENCE_COST);
      default -> {
        // holds what is counted otherwise
      }
    }
  }

  private void text(int cost) throws CannotReadList {
    texts += cost;
    if (texts > TEXTS_MAX) {
      throw new CannotReadList(Why.TEXTS_TOO_LARGE);
    }
  }

  private void attribute() throws CannotReadList {
    if (inRow && is(name, "f") && is(attribute, "ref")) {
      shared = shared < 0 ? row : shared;
      formulas += FORMULA_COST;
      refuseFormulas();
    }
  }

  private void refuseFormulas() throws CannotReadList {
    if (formulas > FORMULAS_MAX) {
      throw new CannotReadList(Why.TOO_LARGE);
    }
  }

  /// What is at the left of a sheet is `A`, and nothing is beyond `XFD`.
  private void reference(byte one) throws CannotReadList {
    int letter = Character.toUpperCase(one) - 'A' + 1;
    if (letter >= 1 && letter <= 26) {
      column = column * 26 + letter;
      if (column > COLUMNS_MAX) {
        throw new CannotReadList(Why.TOO_LARGE);
      }
    } else if (one != '$' && (one < '0' || one > '9')) {
      throw new CannotReadList(Why.NOT_A_LIST);
    }
  }

  private void end() {
    if (inRow && is(name, "row")) {
      inRow = false;
      if (shared >= 0) {
        sharedLength = Math.max(sharedLength, row - shared);
        formulas += row - shared;
      }
    }
  }
}
