package org.haltline.bank.papers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.CoveredPayment;
import org.haltline.core.order.Money;
import org.haltline.core.order.Order;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.subject.BankAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Documents, read back as whoever gets them reads them.
class PaperWriterTest {
  private static final Instant AT = Instant.parse("2026-11-20T06:02:11Z");
  private static final CaseId CASE = new CaseId("QY-261120-0031");
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final PaperFont FONT = PaperFont.shipped();
  private static final OrderId ORIGINAL = new OrderId("20261120060001000000000000000003");

  private final PaperWriter writer = new PaperWriter(() -> FONT, id -> "中国工商银行", CHINA);

  private static Order order(OrderKind kind, String holder, String reason) {
    return new Order(
        new OrderId("20261120060211480000000000000007"),
        kind,
        "ICBC",
        account(holder),
        new Money(1_234_560, "CNY"),
        reason,
        "林一帆，青屿市公安局；批准：顾明远，青屿市公安局",
        AT,
        AT.plusSeconds(60),
        kind.holdsMoney() ? AT.plusSeconds(172_800) : null,
        kind.needsOriginal() ? ORIGINAL : null,
        List.of(),
        List.of(
            new CoveredPayment(
                "REF-550199",
                new Money(1_234_560, "CNY"),
                AT.minusSeconds(540),
                new BankAccount(
                    "6217000000000000011",
                    "6217000000000000011",
                    BankAccount.Form.CARD,
                    "CCB",
                    "沈佳音"),
                account(holder))));
  }

  private static BankAccount account(String holder) {
    return new BankAccount(
        "6222021182590302944", "6222021182590302944", BankAccount.Form.CARD, "ICBC", holder);
  }

  private static Order stop() {
    return order(OrderKind.STOP_PAYMENT, "何雨桐", "冒充客服诈骗，受害人已报警");
  }

  private String text(Order order, boolean draft) throws IOException {
    return text(writer.of(CASE, order, draft).orElseThrow());
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void aStopFormSaysEveryFactOfTheOrder() throws IOException {
    assertThat(text(stop(), false).lines().map(String::strip))
        .contains(
            "紧急止付申请表",
            "Stop-payment form",
            "指令编号 20261120060211480000000000000007",
            "案件编号 QY-261120-0031",
            "协助单位 中国工商银行",
            "办理事项 对下列账户紧急止付",
            "账号 6222021182590302944",
            "户名 何雨桐",
            "金额 CNY 12345.60",
            "金额大写 人民币壹万贰仟叁佰肆拾伍元陆角整",
            "期限自 2026年11月20日 14:02:11",
            "期限至 2026年11月22日 14:02:11",
            "涉案付款1 CNY 12345.60，2026年11月20日 13:53:11，流水号 REF-550199",
            "事由 冒充客服诈骗，受害人已报警",
            "法律依据 《中华人民共和国反电信网络诈骗法》第二十条",
            "批准与经办 林一帆，青屿市公安局；批准：顾明远，青屿市公安局",
            "下达时间 2026年11月20日 14:02:11",
            "本文书由 Haltline 根据指令数据自动生成；版式为重建，非官方格式。");
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderKind.class,
      names = {"STOP_PAYMENT", "PROLONG", "FREEZE", "RENEW", "RELEASE", "UNFREEZE"})
  void everyDocumentIsAsApproved(OrderKind kind) throws IOException {
    String name = "/approved/papers/" + kind + ".txt";
    String actual = text(order(kind, "何雨桐", "冒充客服诈骗，受害人已报警"), false);
    Path received = Path.of("target", "approved", "papers", kind + ".txt");
    Files.createDirectories(Objects.requireNonNull(received.getParent()));
    Files.writeString(received, actual);
    assertThat(actual).as("approved as %s; see %s", name, received).isEqualTo(approved(name));
  }

  private static @Nullable String approved(String name) throws IOException {
    try (InputStream in = PaperWriterTest.class.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void theVictimsAccountAtAnotherBankIsNotTold() throws IOException {
    assertThat(text(stop(), false)).doesNotContain("6217000000000000011").doesNotContain("沈佳音");
  }

  @Test
  void aDocumentOfAnOrderThatWaitsSaysSo() throws IOException {
    assertThat(text(stop(), true)).contains("草稿：尚未批准，不得送达").contains("DRAFT, not approved");
    assertThat(text(stop(), false)).doesNotContain("草稿");
  }

  @Test
  void theSameOrderGivesTheSameBytes() {
    byte[] once = writer.of(CASE, stop(), false).orElseThrow();
    byte[] others = writer.of(CASE, order(OrderKind.FREEZE, "周某", "x"), false).orElseThrow();
    assertThat(writer.of(CASE, stop(), false).orElseThrow()).isEqualTo(once);
    assertThat(
            new PaperWriter(PaperFont::shipped, id -> "中国工商银行", CHINA)
                .of(CASE, stop(), false)
                .orElseThrow())
        .isEqualTo(once);
    assertThat(others).isNotEqualTo(once);
  }

  @Test
  void theFontIsInsideAndCutDownToWhatIsUsed() throws IOException {
    byte[] pdf = writer.of(CASE, stop(), false).orElseThrow();
    assertThat(pdf.length).as("of a font of 10 MB").isBetween(5_000, 200_000);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (var name : document.getPage(0).getResources().getFontNames()) {
        PDFont font = document.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC-Regular");
      }
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo("紧急止付申请表 20261120060211480000000000000007");
      assertThat(document.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(AT);
    }
  }

  @Test
  void aLongReasonGoesOnOverThePageAndIsWhole() throws IOException {
    String reason = "受骗经过如下，".repeat(150) + "终";
    byte[] pdf = writer.of(CASE, order(OrderKind.STOP_PAYMENT, "何雨桐", reason), false).orElseThrow();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
    }
    String whole = text(pdf).replaceAll("\\s", "");
    // the second part has its label again
    assertThat(whole.replace("事由", "")).as("the end of it").contains(reason);
    assertThat(whole).endsWith("notanofficialform.");
  }

  @Test
  void aSignThatTheFontLacksIsToldByItsNumber() throws IOException {
    assertThat(text(order(OrderKind.STOP_PAYMENT, "何\uD83D\uDE00桐", "第一行\n第二行\t三"), false))
        .contains("何[U+1F600]桐")
        .contains("第一行 第二行 三");
  }

  @Test
  void whatIsNotAboutAHoldHasNoDocument() {
    for (OrderKind kind : OrderKind.values()) {
      assertThat(PaperKind.of(kind).isPresent())
          .as("%s", kind)
          .isEqualTo(kind.holdsMoney() || kind == OrderKind.RELEASE || kind == OrderKind.UNFREEZE);
    }
    assertThat(writer.of(CASE, order(OrderKind.HOLDER_QUERY, "何雨桐", "x"), false)).isEmpty();
  }

  @Test
  void aFontOfOnesOwnHasToHaveChinese(@TempDir Path folder) throws IOException {
    Path none = Files.writeString(folder.resolve("none.ttf"), "nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PaperFont.of(none))
        .withMessageContaining("no TrueType font");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PaperFont.of(folder.resolve("missing.ttf")))
        .withMessageContaining("missing.ttf");
    Path latin = folder.resolve("latin.ttf");
    try (InputStream in =
        PDFont.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      Files.write(latin, Objects.requireNonNull(in).readAllBytes());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PaperFont.of(latin))
        .withMessageContaining("no Chinese font: it lacks 紧急止付申");
  }
}
