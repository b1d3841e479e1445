package org.haltline.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.PoliceUnit.Level;
import org.haltline.core.order.Role;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.Rulebook.Approval;
import org.haltline.core.order.Rulebook.KindRule;
import org.haltline.core.order.Rulebook.Paper;
import org.jspecify.annotations.Nullable;

/// Reads a rulebook from YAML and refuses one with faults, naming all of them.
public final class RulebookFile {
  private static final String CHINA = "/org/haltline/core/rulebook-cn.yaml";
  private static final Pattern WITHIN = Pattern.compile("^(kinds\\.[^.]+\\.(papers|approval)).*");

  private RulebookFile() {}

  /// A rulebook that may not be used; the message names every fault.
  public static final class Faulty extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Faulty(String source, List<String> faults) {
      super("rulebook " + source + " may not be used:\n  " + String.join("\n  ", faults));
    }
  }

  /// The rulebook that ships with the house.
  public static Rulebook china() {
    try (InputStream in =
        Objects.requireNonNull(RulebookFile.class.getResourceAsStream(CHINA), CHINA)) {
      return parse("of China", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static Rulebook read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static Rulebook parse(String source, String yaml) {
    var faults = new ArrayList<String>();
    YamlFields fields = YamlFields.of(yaml, faults);
    Rulebook book = book(fields);
    if (!fields.names().isEmpty()) {
      List<String> unread = faults.stream().map(RulebookFile::place).toList();
      book.faults().stream().filter(it -> !isAboutAny(unread, it)).forEach(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new Faulty(source, faults);
    }
    return book;
  }

  /// Whether a fault of the book is one of the stand-ins for what could not be read, which has been
  /// told already.
  private static boolean isAboutAny(List<String> unread, String fault) {
    String place = place(fault);
    // the one rule that holds two kinds against each other
    List<String> places =
        place.equals("kinds.PROLONG.mostPerTarget")
            ? List.of(place, "kinds.STOP_PAYMENT.mostPerTarget")
            : List.of(place);
    return places.stream()
        .anyMatch(it -> unread.stream().anyMatch(un -> (it + '.').startsWith(un + '.')));
  }

  /// Where a fault is; the papers and the approval of a kind are one place each, for the book calls
  /// papers by name and holds the levels of an approval against each other.
  private static String place(String fault) {
    return WITHIN.matcher(fault.substring(0, fault.indexOf(':'))).replaceFirst("$1");
  }

  private static Rulebook book(YamlFields file) {
    var book =
        new Rulebook(
            file.text("jurisdiction"),
            file.text("version"),
            file.text("language"),
            zone(file),
            file.duration("goldenTime"),
            file.duration("oldestPayment"),
            file.number("largestAmountMinor"),
            file.term("unfreezeWithin"),
            new HashSet<>(file.choices("onReport", OrderKind.class)),
            languages(file.section("objection")),
            kinds(file.section("kinds")));
    file.nothingElse();
    return book;
  }

  private static ZoneId zone(YamlFields file) {
    String id = file.text("zone");
    try {
      return id.isEmpty() ? ZoneOffset.UTC : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      file.fault("zone", "must be a time zone (Asia/Shanghai), not " + id);
      return ZoneOffset.UTC;
    }
  }

  private static Map<String, String> languages(YamlFields objection) {
    var texts = new LinkedHashMap<String, String>();
    for (String language : objection.names()) {
      texts.put(language, objection.text(language));
    }
    return texts;
  }

  private static Map<OrderKind, KindRule> kinds(YamlFields kinds) {
    var rules = new EnumMap<OrderKind, KindRule>(OrderKind.class);
    for (String name : kinds.names()) {
      Arrays.stream(OrderKind.values())
          .filter(kind -> kind.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              kind -> rules.put(kind, rule(kinds.section(name))), () -> kinds.unknown(name));
    }
    for (OrderKind kind : OrderKind.values()) {
      if (!kinds.names().contains(kind.name())) {
        kinds.fault(kind.name(), "missing; every kind of order has a rule");
      }
    }
    return rules;
  }

  private static KindRule rule(YamlFields rule) {
    var papers = new ArrayList<Paper>();
    for (YamlFields paper : rule.sections("papers")) {
      papers.add(new Paper(paper.text("name"), paper.durationOrNull("dueWithin")));
      paper.nothingElse();
    }
    var read =
        new KindRule(
            rule.duration("answerWithin"),
            rule.termOrNull("term"),
            rule.termOrNull("majorTerm"),
            rule.numberOrNull("mostPerTarget"),
            approval(rule.sectionOrNull("approval")),
            rule.flag("needsFiledCase"),
            rule.durations("warnBefore"),
            papers,
            approval(rule.sectionOrNull("ifProtected")),
            rule.numberOrNull("mostPerDay"));
    rule.nothingElse();
    return read;
  }

  private static @Nullable Approval approval(@Nullable YamlFields approval) {
    if (approval == null) {
      return null;
    }
    var read =
        new Approval(
            approval.choice("role", Role.class, Role.SUPERVISOR),
            approval.choice("level", Level.class, Level.COUNTY),
            approval.choice("majorLevel", Level.class, Level.CITY));
    approval.nothingElse();
    return read;
  }
}
