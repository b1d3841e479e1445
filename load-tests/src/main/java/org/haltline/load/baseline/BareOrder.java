package org.haltline.load.baseline;

import java.time.Instant;
import org.haltline.load.world.Reports;

/// An order without a case behind it: as long as the house's own, on a target that no other names.
/// Of each five, two go to banks, two to carriers, and one blocks a link.
record BareOrder(long report, int index) {
  static final int OF_A_REPORT = Reports.ORDERS;

  private static final Instant ORDERED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TERM_ENDS = ORDERED.plusSeconds(48 * 3_600);

  String digits() {
    return "20260101000000000" + Reports.padded(report * OF_A_REPORT + index, 15);
  }

  String json() {
    String caseId = "BASE-260101-" + (10_000 + report);
    return "{\"number\":\""
        + digits()
        + "\",\"case\":\""
        + caseId
        + "\",\"kind\":\""
        + kind()
        + "\",\"target\":"
        + target()
        + (index < 2 ? ",\"amountMinor\":4980000,\"currency\":\"CNY\"" : "")
        + ",\"reason\":\"reported fraud, case "
        + caseId
        + ", Bench\",\"authority\":\"Bench, Bench\",\"orderedAt\":\""
        + ORDERED
        + "\",\"termEndsAt\":\""
        + TERM_ENDS
        + "\",\"withdraws\":[]}";
  }

  private String kind() {
    return switch (index) {
      case 0, 1 -> "STOP_PAYMENT";
      case 2, 3 -> "SUSPEND_NUMBER";
      default -> "BLOCK_LINK";
    };
  }

  private String target() {
    return switch (index) {
      case 0, 1 -> numbered("account", "62" + index + Reports.padded(report, 15) + "8");
      case 2, 3 -> numbered("phone", "+8613" + index + Reports.padded(report, 8));
      default -> {
        String host = "base-" + report + ".example";
        yield "{\"type\":\"link\",\"key\":\"link:"
            + host
            + "\",\"host\":\""
            + host
            + "\",\"path\":\"\"}";
      }
    };
  }

  private static String numbered(String type, String number) {
    return "{\"type\":\""
        + type
        + "\",\"key\":\""
        + type
        + ":"
        + number
        + "\",\"number\":\""
        + number
        + "\"}";
  }
}
