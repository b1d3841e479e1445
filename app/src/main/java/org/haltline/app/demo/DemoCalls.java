package org.haltline.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The dozen calls of the demo's day, as requests to the API. Invented people; card numbers are
/// random digits with a valid check digit. Payments are told as "minutes ago", so that the day is
/// always today.
final class DemoCalls {
  private static final String CALLS = "/org/haltline/app/demo-calls.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  private DemoCalls() {}

  /// @param body the request of `POST /api/reports`
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  record Call(String caller, String kind, byte[] body) {}

  static List<Call> at(Instant now, ZoneId zone) {
    JsonNode day;
    try (InputStream in =
        Objects.requireNonNull(DemoCalls.class.getResourceAsStream(CALLS), CALLS)) {
      day = JSON.readTree(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    var calls = new ArrayList<Call>();
    for (JsonNode told : day) {
      calls.add(call((ObjectNode) told, now, zone));
    }
    return calls;
  }

  /// @param report with payments told as "minutes ago"
  static Call call(ObjectNode report, Instant now, ZoneId zone) {
    for (JsonNode payment : report.get("payments")) {
      dated((ObjectNode) payment, now, zone);
    }
    return new Call(
        report.get("caller").get("name").stringValue(),
        report.get("kind").stringValue(),
        JSON.writeValueAsBytes(report));
  }

  private static void dated(ObjectNode payment, Instant now, ZoneId zone) {
    JsonNode ago = payment.remove("minutesAgo");
    if (ago != null) {
      Instant at = now.minus(Duration.ofMinutes(ago.intValue())).truncatedTo(ChronoUnit.SECONDS);
      payment.put("at", at.atZone(zone).toOffsetDateTime().toString());
    }
  }
}
