package org.haltline.bank.iso;

import static org.haltline.bank.iso.IsoDesk.BANK;
import static org.haltline.bank.iso.IsoDesk.CENTRE;
import static org.haltline.bank.iso.IsoDesk.NOW;
import static org.haltline.bank.iso.IsoDesk.NUMBER;

import java.time.LocalDate;
import java.util.List;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.core.order.Money;

/// One of every message, with every part filled.
public final class IsoSpecimens {
  private static final Money SUM = new Money(4_980_050, "CNY");
  private static final IsoAccount CARD = new IsoAccount.Other("6222020000000000018");
  private static final IsoAccount IBAN = new IsoAccount.Iban("GB33BUKB20201555555555");
  private static final Marks MARKS =
      new Marks("E2E-20261119-7", "2026111900405500123", "eb6305c9-1f7f-49de-aed0-16487c27b42d");

  private IsoSpecimens() {}

  public static IsoMessage of(IsoKind kind) {
    return switch (kind) {
      case RECALL ->
          new Recall(
              NUMBER.digits(),
              CENTRE,
              BANK,
              NOW,
              List.of(
                  new Recalled(
                      NUMBER.digits() + "-1",
                      MARKS,
                      SUM,
                      LocalDate.of(2026, 11, 20),
                      List.of("case QY-261120-0031, 林一帆", "冒充客服诈骗 <紧急> & \"撤回\""),
                      "骆一川",
                      IBAN,
                      "何雨桐",
                      CARD)));
      case RESOLUTION ->
          new Resolution(
              "RES-7",
              BANK,
              CENTRE,
              NOW,
              NUMBER.digits(),
              "PECR",
              List.of(
                  new Resolved(
                      NUMBER.digits() + "-1",
                      "ACCR",
                      List.of(),
                      List.of(),
                      new Money(81_230, "CNY")),
                  new Resolved(
                      NUMBER.digits() + "-2", "RJCR", List.of("CUST"), List.of("客户称已发货"), null)));
      case RETURN ->
          new Return(
              "RTR-7",
              NOW,
              List.of(new Returned("RTR-7-1", MARKS, SUM, List.of("FOCR"), List.of("FR01"))));
      case QUERY ->
          new Query(
              NUMBER.digits(),
              "反电信网络诈骗法第二十条",
              NOW.minusSeconds(86_400),
              NOW,
              CARD,
              "何雨桐",
              Matter.TRANSACTIONS);
      case QUERY_ANSWER ->
          new QueryAnswer(
              "RSP-7",
              NUMBER.digits(),
              QueryAnswer.Status.COMP,
              CARD,
              Matter.TRANSACTIONS,
              QueryAnswer.Found.FOUN,
              new AccountReport(
                  "RPT-7",
                  NOW,
                  CARD,
                  "CNY",
                  "何雨桐",
                  List.of(new Balance("ITBD", new Money(12_00, "CNY"), true, NOW)),
                  List.of(
                      new Entry(
                          SUM,
                          true,
                          true,
                          NOW.minusSeconds(4_000),
                          "SN-1",
                          "骆一川",
                          IBAN,
                          "BUKBGB22"),
                      new Entry(
                          new Money(4_978_850, "CNY"),
                          false,
                          true,
                          NOW.minusSeconds(3_000),
                          "SN-2",
                          "周启明",
                          new IsoAccount.Other("6228480000000000018"),
                          "临江农商银行"))));
    };
  }

  /// The header of one.
  public static IsoHead head(IsoKind kind) {
    return switch (kind) {
      case RECALL, QUERY -> new IsoHead(CENTRE, BANK, NUMBER.digits(), kind, NOW, null);
      case RESOLUTION, RETURN, QUERY_ANSWER ->
          new IsoHead(BANK, CENTRE, "QH-" + kind, kind, NOW, NUMBER.digits());
    };
  }
}
