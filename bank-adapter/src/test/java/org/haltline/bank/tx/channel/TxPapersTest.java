package org.haltline.bank.tx.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.haltline.bank.papers.PaperFont;
import org.haltline.bank.papers.PaperWriter;
import org.haltline.bank.tx.Papers;
import org.haltline.bank.tx.TxCodec;
import org.haltline.bank.tx.TxOptions;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxRead;
import org.haltline.bank.tx.TxRequest;
import org.haltline.bank.tx.orders.TxPapers;
import org.haltline.bank.tx.xml.Content;
import org.haltline.core.codec.OutgoingOrder;
import org.haltline.core.dispatch.Answer;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderPapers;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.signing.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bank that refuses a stop or a freeze without its papers gets them with the order.
class TxPapersTest {
  private static final OrderPapers DOCUMENTS =
      new PaperWriter(PaperFont::shipped, id -> "泉湖银行", ZoneId.of("Asia/Shanghai"));
  private static final TxPapers.Scan OPERATOR =
      new TxPapers.Scan(Papers.Format.JPG, new Content("the operator".getBytes(UTF_8)));
  private static final TxPapers.Scan INVESTIGATOR =
      new TxPapers.Scan(Papers.Format.PDF, new Content("the investigator".getBytes(UTF_8)));

  @TempDir Path books;

  private TxHouse demanding(TxPapers papers) {
    return new TxHouse(
        books,
        reach ->
            new TxReach(reach.bank(), TxOptions.usual(), reach.fetchWithin(), reach.againAfter()),
        TxHouse.BALANCE,
        Faults.NONE.away(true),
        Ed25519Signer.random(),
        null,
        papers);
  }

  private static TxRequest fetched(TxHouse house) {
    String line = house.channel.fetch(1).orElseThrow().getFirst();
    TxRead read = new TxCodec(TxOptions.usual()).readBase64(line);
    return (TxRequest) ((TxRead.Message) read).body();
  }

  private static String text(Attachment pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.content().bytes())) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void aStopGoesOutWithItsFormAndTheOfficersIds() throws IOException {
    try (var house = demanding(new TxPapers(DOCUMENTS, List.of(OPERATOR, INVESTIGATOR)))) {
      OutgoingOrder stop = TxHouse.stop();
      assertThat(house.channel.cannot(stop.order())).isEmpty();
      assertThat(house.send(stop)).isEqualTo(new Answer.Working());

      TxRequest request = fetched(house);
      String id = "0100" + stop.order().id().digits();
      assertThat(request.attachments().stream().map(Attachment::fileName))
          .containsExactly("01001_" + id + ".jpg", "01102_" + id + ".pdf", "03101_" + id + ".pdf");
      assertThat(Papers.missing(request, TxOptions.usual())).isEmpty();
      assertThat(request.attachments().get(0).content()).isEqualTo(OPERATOR.content());
      assertThat(text(request.attachments().get(2)))
          .contains("紧急止付申请表", stop.order().id().digits(), stop.caseId().value(), "泉湖银行");
    }
  }

  @Test
  void aFreezeGoesOutWithItsNoticeAndNeedsNoIds() throws IOException {
    try (var house = demanding(new TxPapers(DOCUMENTS, List.of()))) {
      OutgoingOrder freeze = TxHouse.ordered(OrderKind.FREEZE);
      assertThat(house.channel.cannot(freeze.order())).isEmpty();
      house.send(freeze);
      List<Attachment> files = fetched(house).attachments();
      assertThat(files.stream().map(Attachment::fileName))
          .containsExactly("02101_0100" + freeze.order().id().digits() + ".pdf");
      assertThat(text(files.getFirst())).contains("协助冻结财产通知书").doesNotContain("草稿");
    }
  }

  @Test
  void theSignatureCoversThePapersAndTheyAreTheSameEachTime() {
    try (var house = demanding(new TxPapers(DOCUMENTS, List.of()))) {
      OutgoingOrder freeze = TxHouse.ordered(OrderKind.FREEZE);
      house.send(freeze);
      OrderSignature first = Objects.requireNonNull(house.channel.signature(freeze));
      house.startAnew();
      house.send(freeze);
      assertThat(house.channel.signature(freeze)).isEqualTo(first);
    }
  }

  @Test
  void withoutTheIdsAStopGoesToTheDeskAndIsToldWhy() {
    try (var house = demanding(new TxPapers(DOCUMENTS, List.of(OPERATOR)))) {
      assertThat(house.channel.cannot(TxHouse.stop().order()))
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("缺少警官证", "officer's id: 2 wanted, 1 there")
                      .doesNotContain("stop-payment form"));
    }
  }

  @Test
  void aBankThatDemandsNoneGetsNone() {
    try (var house =
        new TxHouse(
            books,
            reach -> reach,
            TxHouse.BALANCE,
            Faults.NONE.away(true),
            null,
            null,
            new TxPapers(DOCUMENTS, List.of(OPERATOR, INVESTIGATOR)))) {
      house.send(TxHouse.stop());
      assertThat(fetched(house).attachments()).isEmpty();
    }
  }

  @Test
  void everyKindOfOrderHasTheDocumentThatIsItsOwn() {
    var papers = new TxPapers(DOCUMENTS, List.of(OPERATOR));
    assertThat(papers.there(OrderKind.RELEASE)).containsEntry(Papers.Kind.FREEZE_DOCUMENT, 1);
    assertThat(papers.there(OrderKind.HOLDER_QUERY))
        .doesNotContainKey(Papers.Kind.FREEZE_DOCUMENT)
        .doesNotContainKey(Papers.Kind.STOP_FORM);
    assertThat(TxPapers.none().there(OrderKind.STOP_PAYMENT))
        .containsOnly(Map.entry(Papers.Kind.OFFICER_ID, 0));
  }
}
