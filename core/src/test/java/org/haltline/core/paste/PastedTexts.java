package org.haltline.core.paste;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.haltline.core.paste.Content.Moment;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Content.Sum;
import org.haltline.core.paste.Content.Unclear;

/// The texts of `pasted.txt`: each with what stands in it, a line a piece, as [#line] writes it.
record PastedTexts(String title, String text, List<String> expected) {

  static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-20T16:00:00+08:00[Asia/Shanghai]");

  static List<PastedTexts> all() {
    try (var in = PastedTexts.class.getResourceAsStream("pasted.txt")) {
      return read(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<PastedTexts> read(String file) {
    var texts = new ArrayList<PastedTexts>();
    for (String part : file.split("(?m)^== ", -1)) {
      if (!part.isBlank() && !part.startsWith("#")) {
        String[] titled = part.split("\n", 2);
        String[] halves = titled[1].split("(?m)^--\n", 2);
        texts.add(
            new PastedTexts(
                titled[0],
                halves[0].stripTrailing(),
                halves.length < 2 ? List.of() : halves[1].strip().lines().toList()));
      }
    }
    return texts;
  }

  /// A piece as the file tells it: what it is, and the text it stands in.
  static String line(Piece piece) {
    String what =
        switch (piece.content()) {
          case Named(var subject) -> subject.key();
          case Sum(var money) -> "sum:" + money;
          case Moment(var at, var precision) ->
              "time:" + at.atZone(NOW.getZone()).toLocalDateTime() + " " + precision;
          case Unclear(var is, var code, var _, var _) -> "unclear:" + is + " " + code;
        };
    return what + " «" + piece.text() + "»";
  }

  List<String> found() {
    return Paste.read(text, NOW).stream().map(PastedTexts::line).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
