package org.haltline.bank.tx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.xml.Coded;

/// The files that go with a request. A file's name says what it is: two digits for the kind, one
/// for the format, then what the sender likes.
public final class Papers {
  private Papers() {}

  /// What a file shows.
  public enum Kind implements Coded {
    OFFICER_ID("01", "警官证", "officer's id"),
    FREEZE_DOCUMENT("02", "冻结法律文书", "freeze document"),
    STOP_FORM("03", "紧急止付申请表", "stop-payment form"),
    ID_CARD("04", "身份证", "id card");

    private final String code;
    private final String zh;
    private final String en;

    Kind(String code, String zh, String en) {
      this.code = code;
      this.zh = zh;
      this.en = en;
    }

    @Override
    public String code() {
      return code;
    }

    public String zh() {
      return zh;
    }

    public String en() {
      return en;
    }
  }

  /// How a file is encoded.
  public enum Format implements Coded {
    JPG("0"),
    PDF("1");

    private final String code;

    Format(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// What a file's name says.
  public record Named(Kind kind, Format format) {}

  /// A file's name: `030` + the running number + the application's, `.jpg`.
  public static String name(Kind kind, Format format, int running, String applicationId) {
    if (running < 1 || running > 99) {
      throw new IllegalArgumentException("running number: 1 to 99, not " + running);
    }
    return "%s%s%02d_%s.%s"
        .formatted(
            kind.code(),
            format.code(),
            running,
            applicationId,
            format.name().toLowerCase(Locale.ROOT));
  }

  /// Understands a file's name; empty when it does not follow the rule.
  public static Optional<Named> named(String fileName) {
    return Arrays.stream(Kind.values())
        .filter(kind -> fileName.startsWith(kind.code()))
        .flatMap(
            kind ->
                Arrays.stream(Format.values())
                    .filter(format -> fileName.startsWith(format.code(), kind.code().length()))
                    .map(format -> new Named(kind, format)))
        .findFirst();
  }

  /// A paper that is demanded and not there.
  public record Missing(Kind kind, int wanted, int found) {
    public String zh() {
      return "缺少%s：需%d份，现有%d份".formatted(kind.zh(), wanted, found);
    }

    public String en() {
      return "%s: %d wanted, %d there".formatted(kind.en(), wanted, found);
    }
  }

  /// What a request still lacks; a bank that checks answers 0600 to it.
  public static List<Missing> missing(TxRequest request, TxOptions options) {
    return missing(request.code(), request.attachments(), options);
  }

  /// What a request of that kind would lack with no more than these files.
  public static List<Missing> missing(
      TxCode code, List<Attachment> attachments, TxOptions options) {
    var there = new EnumMap<Kind, Integer>(Kind.class);
    for (Kind kind : Kind.values()) {
      there.put(kind, count(attachments, kind));
    }
    return missing(code, there, options);
  }

  /// The same with files that can be had, by their number.
  public static List<Missing> missing(TxCode code, Map<Kind, Integer> there, TxOptions options) {
    Map<Kind, Integer> wanted = options.papers().getOrDefault(code, Map.of());
    List<Missing> missing = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int need = wanted.getOrDefault(kind, 0);
      int found = there.getOrDefault(kind, 0);
      if (found < need) {
        missing.add(new Missing(kind, need, found));
      }
    }
    return missing;
  }

  /// An empty file proves nothing.
  private static int count(List<Attachment> attachments, Kind kind) {
    return (int)
        attachments.stream()
            .filter(each -> each.content().length() > 0)
            .flatMap(each -> named(each.fileName()).stream())
            .filter(each -> each.kind() == kind)
            .count();
  }
}
