package org.haltline.core.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The day in a case number, `261120`: that of the centre, by which its cases are counted.
public final class CaseDay {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);

  private CaseDay() {}

  public static String of(Instant now, ZoneId zone) {
    return FORM.format(now.atZone(zone));
  }
}
