package org.haltline.core.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import me.ihxq.projects.pna.PhoneNumberLookup;
import org.haltline.core.directory.Institution.Kind;
import org.haltline.core.subject.PhoneNumber;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Carriers by the beginning of a Chinese number.
///
/// A user's own rows count most; then, for mobile numbers, the table of segments in the package
/// phone-number-geo (early 2023, seven digits deep); then the numbering plan. Numbers carried to
/// another carrier are not known here.
public final class NumberRanges {

  /// A carrier as a table calls it, and which beginning said so.
  public record Found(String carrier, String because) {}

  private static final String PLAN = "number-ranges-cn.yaml";
  private static final int SEGMENT_LENGTH = 7;

  private record Plan(
      Map<String, List<String>> mobile,
      Map<String, List<String>> virtual,
      Map<String, List<String>> landline,
      Map<String, List<String>> messageSender) {}

  private final Map<String, String> imported;
  private final @Nullable PhoneNumberLookup segments;
  private final Map<String, String> mobile;
  private final Map<String, String> landline;
  private final Map<String, String> messageSender;

  private NumberRanges(
      Map<String, String> imported,
      @Nullable PhoneNumberLookup segments,
      Map<String, String> mobile,
      Map<String, String> landline,
      Map<String, String> messageSender) {
    this.imported = imported;
    this.segments = segments;
    this.mobile = mobile;
    this.landline = landline;
    this.messageSender = messageSender;
  }

  /// No table: every number asks.
  public static NumberRanges none() {
    return new NumberRanges(Map.of(), null, Map.of(), Map.of(), Map.of());
  }

  /// The tables that come with core.
  public static NumberRanges shipped() {
    Plan plan;
    try (InputStream in =
        Objects.requireNonNull(NumberRanges.class.getResourceAsStream(PLAN), PLAN)) {
      plan = YAMLMapper.shared().readValue(in, Plan.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    Map<String, String> mobile = byPrefix(plan.mobile());
    mobile.putAll(byPrefix(plan.virtual()));
    return new NumberRanges(
        Map.of(),
        new PhoneNumberLookup(),
        mobile,
        byPrefix(plan.landline()),
        byPrefix(plan.messageSender()));
  }

  /// These tables with a user's rows before them: `prefix,carrier`, the prefix as dialled inside
  /// China (`1703`, `4001`, `0571`).
  public NumberRanges with(Path csv) throws IOException {
    return with(PrefixTable.read(csv, 2, _ -> Optional.empty()));
  }

  /// The same, and refuses rows whose carrier the roster does not know, or knows as no carrier.
  public NumberRanges with(Path csv, Roster roster) throws IOException {
    return with(
        PrefixTable.read(
            csv, 2, PrefixTable.servedBy(roster, Kind.CARRIER::equals, "has no numbers")));
  }

  NumberRanges with(String source, Reader csv) throws IOException {
    return with(PrefixTable.read(source, csv, 2, _ -> Optional.empty()));
  }

  private NumberRanges with(List<PrefixTable.Row> rows) {
    var all = new HashMap<>(imported);
    rows.forEach(row -> all.put(row.cell(0).replaceFirst("^0+(?=.)", ""), row.cell(1)));
    return new NumberRanges(Map.copyOf(all), segments, mobile, landline, messageSender);
  }

  /// Whose number it is, as far as any table knows.
  public Optional<Found> of(PhoneNumber phone) {
    if (!phone.chinese()) {
      return Optional.empty();
    }
    String digits = phone.national();
    return longest(imported, digits, "imported number range ")
        .or(
            () ->
                switch (phone.line()) {
                  case MOBILE, VIRTUAL_OPERATOR ->
                      segment(digits).or(() -> longest(mobile, digits, "number segment "));
                  case LANDLINE -> region(digits);
                  case MESSAGE_SENDER ->
                      longest(messageSender, digits, "message senders beginning ");
                  case SERVICE_400, SERVICE_800, SHORT_CODE, EMERGENCY, FOREIGN -> Optional.empty();
                });
  }

  private Optional<Found> region(String digits) {
    // 010 and 02x have two digits after the zero, all other areas three.
    String area = digits.substring(0, digits.charAt(0) <= '2' ? 2 : 3);
    return longest(landline, digits, "")
        .map(it -> new Found(it.carrier(), "the region's carrier, area code 0" + area));
  }

  private Optional<Found> segment(String digits) {
    if (segments == null) {
      return Optional.empty();
    }
    return segments
        .lookup(digits)
        .flatMap(
            info -> {
              String segment = "number segment " + digits.substring(0, SEGMENT_LENGTH);
              String sold = segment + ", sold by a reseller";
              return switch (info.getIsp()) {
                case CHINA_MOBILE -> Optional.of(new Found("中国移动", segment));
                case CHINA_UNICOM -> Optional.of(new Found("中国联通", segment));
                case CHINA_TELECOM -> Optional.of(new Found("中国电信", segment));
                case CHINA_MOBILE_VIRTUAL -> Optional.of(new Found("中国移动", sold));
                case CHINA_UNICOM_VIRTUAL -> Optional.of(new Found("中国联通", sold));
                case CHINA_TELECOM_VIRTUAL -> Optional.of(new Found("中国电信", sold));
                case UNKNOWN -> Optional.empty();
              };
            });
  }

  private static Optional<Found> longest(Map<String, String> table, String digits, String because) {
    for (int end = digits.length(); end > 0; end--) {
      String prefix = digits.substring(0, end);
      String carrier = table.get(prefix);
      if (carrier != null) {
        return Optional.of(new Found(carrier, because + prefix));
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> byPrefix(Map<String, List<String>> byCarrier) {
    var table = new HashMap<String, String>();
    byCarrier.forEach((carrier, prefixes) -> prefixes.forEach(it -> table.put(it, carrier)));
    return table;
  }
}
