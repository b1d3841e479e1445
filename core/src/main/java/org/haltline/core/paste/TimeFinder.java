package org.haltline.core.paste;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.paste.Content.Moment;
import org.haltline.core.paste.Content.Precision;
import org.jspecify.annotations.Nullable;

/// Finds moments: a day, a time of day, both, or how long ago. What was told happened already, so a
/// day without a year and an hour without a day are the last ones that were.
final class TimeFinder {
  private static final String NUM = "\\d{1,2}|[零一二两三四五六七八九十]{1,3}";
  private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final String DAYS = "mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun";

  private static final Pattern ISO =
      Pattern.compile(
          "(?<!\\d)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern FULL_DATE =
      Pattern.compile(
          "(?<!\\d)((?:19|20)\\d\\d)(?:年|[-/.])(\\d{1,2})(?:月|[-/.])(\\d{1,2})(?!\\d)[日号]?");
  private static final Pattern MONTH_DAY =
      Pattern.compile("(?<!\\d)(" + NUM + ")月(" + NUM + ")[日号]");
  private static final Pattern SHORT_DATE =
      Pattern.compile("(?<![\\d.-])(\\d{1,2})[-/](\\d{1,2})(?=\\s{1,2}\\d{1,2}:\\d\\d)");
  private static final Pattern ENGLISH_DATE =
      Pattern.compile(
          "(?i)(?<![a-z\\d])(?:(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?("
              + MONTHS
              + ")[a-z]{0,6}\\.?(?:,?\\s+(\\d{4}))?"
              + "|("
              + MONTHS
              + ")[a-z]{0,6}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s+(\\d{4}))?)");
  private static final Pattern SAID_DAY =
      Pattern.compile(
          "(?i)(大前天|前天|昨天|昨日|昨(?=[晚夜])|前(?=晚)|今天|今日|今(?=[早晨晚])|(?<![a-z])(?:the )?day before"
              + " yesterday|(?<![a-z])(?:yesterday|today)(?![a-z]))");
  private static final Pattern SAID_PART =
      Pattern.compile(
          "(?i)(?<![a-z])(?:(this|yesterday) (morning|afternoon|evening)|(last"
              + " night|tonight))(?![a-z])");
  private static final Pattern WEEKDAY =
      Pattern.compile(
          "(?i)(上个?|本|这个?)?(?:周|星期|礼拜)([一二三四五六日天])(?![一-龥]{0,1}年)|(?<![a-z])(?:(last|on|this)\\s+)?("
              + DAYS
              + ")day(?![a-z])");
  private static final Pattern PERIOD =
      Pattern.compile("凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|晚间|晚|夜|早|晨");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?i)(?<![\\d:.])([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])\\s?(a\\.?m\\.?|p\\.?m\\.?)?(?![a-z])");
  private static final Pattern ENGLISH_CLOCK =
      Pattern.compile(
          "(?i)(?<![\\d:.])(1[0-2]|0?[1-9])(?:[.:]([0-5]\\d))?\\s?(a\\.m\\.|p\\.m\\.|am|pm)(?![a-z])");
  private static final Pattern HAN_CLOCK =
      Pattern.compile(
          "("
              + NUM
              + ")(?:点钟?|时)(?:(半)|([一二三123])刻|(\\d{1,2}|[零一二三四五六七八九十]{1,3})分?)?(?:(\\d{1,2})秒)?(?:左右|多)?");
  private static final Pattern AGO =
      Pattern.compile(
          "(?i)(半|\\d{1,3}|[一二两三四五六七八九十]{1,3})个?多?(分钟|小时|钟头|天)(半)?(?:多)?(?:之|以)?前|(?<![a-z\\d])(half"
              + " an|an?|\\d{1,3}|two|three|four|five|ten|twenty|thirty)\\s+(minute|min|hour|hr|day)s?\\s+ago(?![a-z])");
  private static final Pattern BETWEEN =
      Pattern.compile("(?i)[\\s,的约]{0,2}(?:大概|大约|at|on|around|about|in the)?[\\s,]{0,2}");
  private static final List<String> WORDS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private final Folded folded;
  private final ZonedDateTime now;
  private final List<Part> parts = new ArrayList<>();

  /// A stretch that tells a day, a time of day, or a part of the day.
  private record Part(
      int start, int end, @Nullable LocalDate day, @Nullable Hour hour, @Nullable String period) {}

  /// A time of day; `certain` when it needs no part of the day to be understood.
  private record Hour(LocalTime at, Precision precision, boolean certain, boolean plain) {}

  private TimeFinder(Folded folded, ZonedDateTime now) {
    this.folded = folded;
    this.now = now;
  }

  static void find(Folded folded, ZonedDateTime now, Findings found) {
    new TimeFinder(folded, now).find(found);
  }

  private void find(Findings found) {
    String text = folded.simple();
    for (Matcher it = ISO.matcher(text); it.find(); ) {
      try {
        found.add(
            it.start(),
            it.end(),
            new Moment(OffsetDateTime.parse(it.group()).toInstant(), Precision.SECOND),
            List.of());
      } catch (DateTimeParseException noMoment) {
        found.set(it.start(), it.end());
      }
    }
    for (Matcher it = AGO.matcher(text); it.find(); ) {
      ago(it).ifPresent(moment -> found.add(it.start(), it.end(), moment, List.of()));
    }
    days(text);
    hours(text);
    parts.removeIf(part -> !found.isFree(part.start(), part.end()));
    parts.sort(
        java.util.Comparator.comparingInt(Part::start)
            .thenComparing(Part::end, java.util.Comparator.reverseOrder()));
    join(text, found);
  }

  private void days(String text) {
    for (Matcher it = FULL_DATE.matcher(text); it.find(); ) {
      day(it, date(number(it.group(1)), number(it.group(2)), number(it.group(3))));
    }
    for (Matcher it = MONTH_DAY.matcher(text); it.find(); ) {
      day(it, lastDate(number(it.group(1)), number(it.group(2))));
    }
    for (Matcher it = SHORT_DATE.matcher(text); it.find(); ) {
      day(it, lastDate(number(it.group(1)), number(it.group(2))));
    }
    for (Matcher it = ENGLISH_DATE.matcher(text); it.find(); ) {
      boolean dayFirst = it.group(1) != null;
      String year = dayFirst ? it.group(3) : it.group(6);
      int month = month(dayFirst ? it.group(2) : it.group(4));
      int day = number(dayFirst ? it.group(1) : it.group(5));
      day(it, year == null ? lastDate(month, day) : date(number(year), month, day));
    }
    for (Matcher it = SAID_PART.matcher(text); it.find(); ) {
      String part = it.group(3) != null ? "evening" : it.group(2).toLowerCase(Locale.ROOT);
      boolean before =
          it.group().toLowerCase(Locale.ROOT).startsWith("last")
              || it.group().toLowerCase(Locale.ROOT).startsWith("yesterday");
      parts.add(
          new Part(it.start(), it.end(), now.toLocalDate().minusDays(before ? 1 : 0), null, part));
    }
    for (Matcher it = SAID_DAY.matcher(text); it.find(); ) {
      day(
          it,
          Optional.of(now.toLocalDate().minusDays(daysAgo(it.group().toLowerCase(Locale.ROOT)))));
    }
    for (Matcher it = WEEKDAY.matcher(text); it.find(); ) {
      day(it, Optional.of(weekday(it)));
    }
    for (Matcher it = PERIOD.matcher(text); it.find(); ) {
      parts.add(new Part(it.start(), it.end(), null, null, it.group()));
    }
  }

  private void day(Matcher it, Optional<LocalDate> day) {
    day.ifPresent(date -> parts.add(new Part(it.start(), it.end(), date, null, null)));
  }

  private void hours(String text) {
    for (Matcher it = CLOCK.matcher(text); it.find(); ) {
      int hour = english(number(it.group(1)), it.group(4));
      boolean seconds = it.group(3) != null;
      hour(
          it,
          hour,
          number(it.group(2)),
          seconds ? number(it.group(3)) : 0,
          seconds ? Precision.SECOND : Precision.MINUTE,
          true,
          it.group(4) == null);
    }
    for (Matcher it = ENGLISH_CLOCK.matcher(text); it.find(); ) {
      boolean minutes = it.group(2) != null;
      hour(
          it,
          english(number(it.group(1)), it.group(3)),
          minutes ? number(it.group(2)) : 0,
          0,
          minutes ? Precision.MINUTE : Precision.HOUR,
          true,
          false);
    }
    for (Matcher it = HAN_CLOCK.matcher(text); it.find(); ) {
      int minute =
          it.group(2) != null
              ? 30
              : it.group(3) != null
                  ? 15 * number(it.group(3))
                  : it.group(4) != null ? number(it.group(4)) : 0;
      boolean exact = it.group(2) != null || it.group(3) != null || it.group(4) != null;
      Precision precision =
          it.group(5) != null ? Precision.SECOND : exact ? Precision.MINUTE : Precision.HOUR;
      // 一点 is also "a little", so alone it is no hour
      boolean certain = exact || it.group().contains("钟") || it.group().endsWith("左右");
      hour(
          it,
          number(it.group(1)),
          minute,
          it.group(5) == null ? 0 : number(it.group(5)),
          precision,
          certain,
          true);
    }
  }

  private void hour(
      Matcher it,
      int hour,
      int minute,
      int second,
      Precision precision,
      boolean certain,
      boolean plain) {
    if (hour <= 23 && minute <= 59 && second <= 59) {
      parts.add(
          new Part(
              it.start(),
              it.end(),
              null,
              new Hour(LocalTime.of(hour, minute, second), precision, certain, plain),
              null));
    }
  }

  /// Neighbours that tell a day, a part of it and an hour are one moment.
  private void join(String text, Findings found) {
    for (int i = 0; i < parts.size(); i++) {
      Part first = parts.get(i);
      if (!found.isFree(first.start(), first.end())) {
        continue;
      }
      LocalDate day = first.day();
      Hour hour = first.hour();
      String period = first.period();
      int end = first.end();
      for (int k = i + 1; k < parts.size(); k++) {
        Part next = parts.get(k);
        if (next.start() < end) {
          continue;
        }
        if (!BETWEEN.matcher(text.substring(end, next.start())).matches()) {
          break;
        }
        if ((next.day() != null && day != null)
            || (next.hour() != null && hour != null)
            || (next.period() != null && (period != null || hour != null) && next.day() == null)) {
          break;
        }
        day = next.day() == null ? day : next.day();
        hour = next.hour() == null ? hour : next.hour();
        period = next.period() == null ? period : next.period();
        end = next.end();
      }
      boolean told = day != null || (hour != null && (hour.certain() || period != null));
      if (told) {
        found.add(first.start(), end, moment(day, hour, period), List.of());
      }
    }
  }

  private Moment moment(@Nullable LocalDate day, @Nullable Hour hour, @Nullable String period) {
    if (hour == null) {
      LocalDate known = day == null ? now.toLocalDate() : day;
      return new Moment(known.atStartOfDay(now.getZone()).toInstant(), Precision.DAY);
    }
    LocalTime time = hour.plain() ? inPeriod(hour.at(), period) : hour.at();
    boolean nextDay = hour.plain() && hour.at().getHour() == 12 && isNight(period);
    ZonedDateTime at = (day == null ? now.toLocalDate() : day).atTime(time).atZone(now.getZone());
    if (nextDay) {
      at = at.plusDays(1);
    }
    if (day == null && at.isAfter(now)) {
      at = at.minusDays(1);
    }
    return new Moment(at.toInstant(), hour.precision());
  }

  private static boolean isNight(@Nullable String period) {
    return period != null && "晚上夜里半夜晚间晚夜".contains(period);
  }

  private static LocalTime inPeriod(LocalTime time, @Nullable String period) {
    int hour = time.getHour();
    if (period == null) {
      return time;
    }
    return switch (period) {
      case "下午", "傍晚", "afternoon", "evening" -> hour < 12 ? time.plusHours(12) : time;
      case "中午" -> hour < 10 ? time.plusHours(12) : time;
      case "晚上", "夜里", "半夜", "晚间", "晚", "夜" ->
          hour == 12 ? time.minusHours(12) : hour >= 5 && hour < 12 ? time.plusHours(12) : time;
      case "凌晨" -> hour == 12 ? time.minusHours(12) : time;
      default -> time;
    };
  }

  private Optional<Moment> ago(Matcher it) {
    boolean han = it.group(2) != null;
    String count = (han ? it.group(1) : it.group(4)).toLowerCase(Locale.ROOT);
    String unit = (han ? it.group(2) : it.group(5)).toLowerCase(Locale.ROOT);
    boolean half = count.equals("半") || count.equals("half an");
    int times = half ? 0 : count.startsWith("a") ? 1 : number(count);
    boolean andHalf = half || it.group(3) != null;
    return switch (unit) {
      case "分钟", "minute", "min" -> Optional.of(back(times, ChronoUnit.MINUTES));
      case "小时", "钟头", "hour", "hr" ->
          Optional.of(back(times * 60L + (andHalf ? 30 : 0), ChronoUnit.MINUTES));
      default ->
          times == 0
              ? Optional.empty()
              : Optional.of(
                  new Moment(
                      now.toLocalDate().minusDays(times).atStartOfDay(now.getZone()).toInstant(),
                      Precision.DAY));
    };
  }

  private Moment back(long count, ChronoUnit unit) {
    return new Moment(
        now.minus(count, unit).truncatedTo(ChronoUnit.MINUTES).toInstant(), Precision.MINUTE);
  }

  private LocalDate weekday(Matcher it) {
    DayOfWeek day =
        it.group(2) != null
            ? DayOfWeek.of("一二三四五六日".indexOf(it.group(2).equals("天") ? "日" : it.group(2)) + 1)
            : english(it.group(4));
    LocalDate today = now.toLocalDate();
    if (it.group(1) != null && it.group(1).startsWith("上")) {
      return today
          .minusWeeks(1)
          .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
          .with(TemporalAdjusters.nextOrSame(day));
    }
    boolean last = "last".equalsIgnoreCase(it.group(3));
    return today.with(
        last ? TemporalAdjusters.previous(day) : TemporalAdjusters.previousOrSame(day));
  }

  private static DayOfWeek english(String prefix) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name()
          .toLowerCase(Locale.ROOT)
          .startsWith(prefix.toLowerCase(Locale.ROOT).substring(0, 3))) {
        return day;
      }
    }
    throw new IllegalStateException("no day begins with " + prefix);
  }

  private static int english(int hour, @Nullable String half) {
    if (half == null || hour > 12) {
      return hour;
    }
    boolean afternoon = half.toLowerCase(Locale.ROOT).startsWith("p");
    return hour == 12 ? (afternoon ? 12 : 0) : afternoon ? hour + 12 : hour;
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) / 4 + 1;
  }

  private static long daysAgo(String said) {
    return switch (said) {
      case "大前天" -> 3;
      case "前天", "前", "day before yesterday", "the day before yesterday" -> 2;
      case "昨天", "昨日", "昨", "yesterday" -> 1;
      default -> 0;
    };
  }

  private static int number(String text) {
    int word = WORDS.indexOf(text);
    if (word >= 0) {
      return word + 1;
    }
    return switch (text) {
      case "twenty" -> 20;
      case "thirty" -> 30;
      default -> Numerals.read(text).map(value -> value.intValue()).orElse(99);
    };
  }

  private static Optional<LocalDate> date(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private Optional<LocalDate> lastDate(int month, int day) {
    LocalDate today = now.toLocalDate();
    return date(today.getYear(), month, day)
        .map(date -> date.isAfter(today.plusDays(1)) ? date.minusYears(1) : date);
  }
}
