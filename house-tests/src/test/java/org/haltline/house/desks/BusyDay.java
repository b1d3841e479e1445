package org.haltline.house.desks;

import static org.haltline.house.HouseAtHand.OPERATOR;
import static org.haltline.house.HouseAtHand.SUPERVISOR;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.haltline.house.HouseAtHand;
import tools.jackson.databind.JsonNode;

/// A day on which every desk has something to do: two calls about one swindler, money held, a
/// statement that shows where the rest went, a freeze that waits, a note, a link.
final class BusyDay {
  private static final String ACCOUNT = "6222023100447812657";

  /// The report says that the money left seven minutes ago, and this is told in the bank's time.
  private static final DateTimeFormatter IN_SHANGHAI =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private BusyDay() {}

  /// The number of the case that has everything.
  static String in(HouseAtHand house) throws Exception {
    String earlier = report(house, "沈玉兰", "13605790032", "3200.00");
    String caseId = report(house, "陆川", "13605790033", "68500.00");
    JsonNode stop = house.awaitOrder(caseId, 0, "ON_DESK");
    String path = "/api/cases/" + caseId;
    String order = path + "/orders/" + stop.get("number").asString();
    house.post(SUPERVISOR, order + "/claim", "{}");
    house.post(
        SUPERVISOR,
        order + "/answer",
        "{\"outcome\":\"DONE\",\"held\":\"52300.00\",\"currency\":\"CNY\"}");
    house.awaitOrder(caseId, 0, "DONE");
    house.handIn(SUPERVISOR, order + "/statement?name=1123.csv", "text/csv", statement());
    house.post(OPERATOR, path + "/filing", "{\"policeCaseNumber\":\"青公(刑)立字[2026]0410号\"}");
    house.post(
        OPERATOR,
        path + "/orders",
        "{\"kind\":\"FREEZE\",\"original\":\"%s\",\"reason\":\"赃款账户\",\"amount\":\"52300.00\",\"currency\":\"CNY\"}"
            .formatted(stop.get("number").asString()));
    house.post(OPERATOR, path + "/notes", "{\"text\":\"受害人还在银行柜台 @an-1\",\"mentions\":[\"an-1\"]}");
    house.post(
        OPERATOR, path + "/links", "{\"caseId\":\"%s\",\"because\":\"同一收款人\"}".formatted(earlier));
    return caseId;
  }

  /// The payment as the bank saw it, and two that went on at once.
  static String statement() {
    Instant paid = Instant.now().minus(Duration.ofMinutes(7));
    return """
    交易时间,借贷标志,金额,对方户名,对方账号,对方开户行,流水号
    %s,贷,68500.00,陆川,6228480402564890018,农业银行,F1
    %s,借,11200.00,冯立,6217001820001237718,建设银行,F2
    %s,借,5000.00,何秀芬,6216616033922499556,中国银行,F3
    """
        .formatted(
            IN_SHANGHAI.format(paid),
            IN_SHANGHAI.format(paid.plusSeconds(40)),
            IN_SHANGHAI.format(paid.plusSeconds(75)));
  }

  private static String report(HouseAtHand house, String name, String phone, String amount)
      throws Exception {
    return house
        .post(
            OPERATOR,
            "/api/reports",
            """
            {"caller":{"name":"%s","phone":"%s"},"via":"110 转入","kind":"冒充客服","language":"zh",
             "said":"自称航空公司客服，说航班取消要退款，让我装了会议软件共享屏幕。","victimOnLineWithFraudster":true,
             "payments":[{"payee":{"account":"%s","name":"贾明轩"},"amount":"%s","currency":"CNY","at":"%s"}],
             "lures":[{"phone":"13900000031"},{"url":"http://yunping-meet.example/get"}]}
            """
                .formatted(
                    name, phone, ACCOUNT, amount, Instant.now().minus(Duration.ofMinutes(7))))
        .get("caseId")
        .asString();
  }
}
