package org.haltline.core.journal.backup;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import org.haltline.core.journal.CaseDay;

/// How far a restore moves the case numbers of its day on: as many as a centre could have given out
/// since the day began. Nobody knows how many were given out after the backup, and each of them may
/// stand on a paper or in an institution's books.
///
/// It grows with the day, so that a second restore of one archive passes what was given out after
/// the first. Days that are over need none: no number of theirs is drawn any more.
///
/// @param day as in case numbers
record NumberGap(String day, long size) {
  /// Ten a second, the whole day through. A day has 1 440 minutes: two restores late in the day
  /// still leave numbers of seven digits, and nine are allowed.
  static final long PER_MINUTE = 600;

  static NumberGap at(Instant now, ZoneId zone) {
    int minutesBegun = LocalTime.ofInstant(now, zone).get(ChronoField.MINUTE_OF_DAY) + 1;
    return new NumberGap(CaseDay.of(now, zone), PER_MINUTE * minutesBegun);
  }
}
