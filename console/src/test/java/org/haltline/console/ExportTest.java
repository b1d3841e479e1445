package org.haltline.console;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.haltline.console.Desk.Came;
import org.haltline.core.order.CaseId;
import org.junit.jupiter.api.Test;

/// The sheet that a desk takes along.
class ExportTest extends OneDesk {
  private static final String ON_DESK = "/api/institutions/ICBC/orders/export?state=desk";

  @Test
  void aDeskTakesItsOrdersAlongAndTypesTheAnswersInLater() {
    String card = Calls.freshCard("ICBC");
    CaseId caseId = desk.filed(Calls.to(card, "49800.00"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    Acts.only(
        desk.answer(
            Desk.ICBC_LIAISON,
            caseId,
            stop,
            "{\"outcome\":\"NEEDS_PERSON\",\"remark\":\"by hand\"}"),
        200);

    Came sheet =
        desk.send(desk.request(Desk.ICBC_LIAISON, ON_DESK).header("Accept-Language", "zh").GET());
    assertThat(sheet.status()).isEqualTo(200);
    assertThat(sheet.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(sheet.header("Content-Disposition")).isEqualTo("attachment; filename=\"ICBC.csv\"");
    assertThat(sheet.text()).as("a spreadsheet knows it as UTF-8").startsWith("\uFEFF指令编号,");

    NamedCsvRecord row = row(sheet, "指令编号", stop);
    assertThat(row.getField("案件编号")).isEqualTo(caseId.value());
    assertThat(row.getField("种类")).isEqualTo("止付");
    assertThat(row.getField("对象").replace(" ", "")).contains(card);
    assertThat(row.getField("金额")).isEqualTo("49800.00");
    assertThat(row.getField("下达时间")).isEqualTo("2026-11-20 09:12:40");
    assertThat(row.getField("办理结果")).isEmpty();

    desk.held(Desk.ICBC_LIAISON, caseId, stop, "49800.00");
    Came after = desk.get(Desk.ICBC_LIAISON, ON_DESK);
    assertThat(after.text()).startsWith("\uFEFFOrder,").doesNotContain(stop);
  }

  @Test
  void aLongQueueIsExportedWhole() {
    int many = 205;
    for (int i = 0; i < many; i++) {
      desk.filed(Calls.report(Calls.payment("农业银行", Calls.freshCard("ABC"), "100"), ""));
    }
    Came sheet = desk.get(Desk.OPERATOR, "/api/institutions/ABC/orders/export?state=open");
    assertThat(rows(sheet).stream().map(it -> it.getField("Order")).distinct().count())
        .isGreaterThanOrEqualTo(many);
  }

  @Test
  void noCellIsAFormula() {
    CaseId caseId = desk.filed(Calls.to(Calls.freshCard("ICBC"), "100"));
    String stop = desk.order(caseId, "STOP_PAYMENT");
    String query =
        Acts.only(
                acts.issue(
                    Desk.OPERATOR,
                    caseId,
                    "{\"kind\":\"HOLDER_QUERY\",\"original\":\"%s\",\"reason\":\"=1+1\"}"
                        .formatted(stop)),
                201)
            .path("number")
            .asString();
    Came sheet = desk.get(Desk.OPERATOR, "/api/institutions/ICBC/orders/export?state=open");
    assertThat(row(sheet, "Order", query).getField("Reason")).isEqualTo("'=1+1");
  }

  @Test
  void anotherBanksSheetIsNobodys() {
    assertThat(desk.refused(() -> desk.get(Desk.ABC_LIAISON, ON_DESK)).code())
        .isEqualTo("no-such-institution");
  }

  private static NamedCsvRecord row(Came sheet, String column, String number) {
    return rows(sheet).stream()
        .filter(it -> it.getField(column).equals("'" + number))
        .findFirst()
        .orElseThrow();
  }

  private static List<NamedCsvRecord> rows(Came sheet) {
    return CsvReader.builder().ofNamedCsvRecord(sheet.text().substring(1)).stream().toList();
  }
}
