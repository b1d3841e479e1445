package org.haltline.bank.iso.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;

import java.time.InstantSource;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoRead.Fault;
import org.haltline.bank.iso.IsoSpecimens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What a bank can get wrong, or an attacker right, has a clear refusal.
class BrokenIsoTest {
  private final IsoCodec house = IsoKeys.codec(HOUSE, BANK);

  @Test
  void noDtdAndNoEntityIsLetIn() {
    String dtd =
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM"
            + " \"file:///etc/hostname\">]><a>&b;</a>";
    refused(dtd.getBytes(UTF_8), Fault.NOT_XML, "DOCTYPE");
    String laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><l>&b;</l>";
    refused(laughs.getBytes(UTF_8), Fault.NOT_XML, "DOCTYPE");
  }

  @Test
  void neitherTooLargeNorTooDeepIsLetIn() {
    var small =
        new IsoCodec(IsoKeys.seal(HOUSE, BANK), IsoSchemas.none(), 1_000, InstantSource.system());
    assertThat(small.read(new byte[1_001]))
        .isInstanceOfSatisfying(
            IsoRead.Refused.class, no -> assertThat(no.why()).contains("at most 1000"));
    String deep = "<a>".repeat(100) + "</a>".repeat(100);
    refused(deep.getBytes(UTF_8), Fault.NOT_XML, "depth");
  }

  @Test
  void whatIsNoXmlOrNoEnvelopeIsRefused() {
    refused(new byte[0], Fault.NOT_XML, "");
    refused("{\"state\":\"done\"}".getBytes(UTF_8), Fault.NOT_XML, "");
    refused("<Document/>".getBytes(UTF_8), Fault.NOT_SPOKEN, "BizMsgEnvlp");
    refused(
        ("<BizMsgEnvlp xmlns=\"" + IsoCodec.ENVELOPE + "\"/>").getBytes(UTF_8),
        Fault.NOT_VALID,
        "missing");
  }

  @ParameterizedTest
  @CsvSource({
    "RESOLUTION, Conf",
    "RESOLUTION, RslvdCase",
    "RESOLUTION, Assgnmt",
    "RETURN, RtrdIntrBkSttlmAmt",
    "RETURN, GrpHdr",
    "QUERY_ANSWER, RspnSts",
    "QUERY_ANSWER, InvstgtnId",
    "QUERY_ANSWER, Acct",
    "QUERY_ANSWER, InvstgtnRslt",
    "RESOLUTION, BizMsgIdr",
    "RESOLUTION, Fr",
    "RESOLUTION, CreDt"
  })
  void whatIsNeededAndNotThereIsNamed(IsoKind kind, String element) {
    Document document = unsigned(kind);
    Element gone = (Element) document.getElementsByTagNameNS("*", element).item(0);
    gone.getParentNode().removeChild(gone);
    refused(signed(document), Fault.NOT_VALID, element);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOLUTION, TxCxlSts, MAYBE",
    "RETURN, RtrdIntrBkSttlmAmt, 1.005",
    "RETURN, RtrdIntrBkSttlmAmt, -1.00",
    "RETURN, RtrdIntrBkSttlmAmt, plenty",
    "RESOLUTION, CreDtTm, yesterday",
    "QUERY_ANSWER, RspnSts, SOON"
  })
  void whatCannotBeIsRefused(IsoKind kind, String element, String value) {
    Document document = unsigned(kind);
    document.getElementsByTagNameNS("*", element).item(0).setTextContent(value);
    refused(signed(document), Fault.NOT_VALID, "");
  }

  @Test
  void aNumberThatCallsItselfAnIbanAndIsNoneIsRefused() {
    Document document = unsigned(IsoKind.QUERY_ANSWER);
    document.getElementsByTagNameNS("*", "IBAN").item(0).setTextContent("GB34BUKB20201555555555");
    refused(signed(document), Fault.NOT_VALID, "no IBAN");
  }

  @Test
  void anElementThatIsNotInTheMessageIsRefused() {
    Document document = unsigned(IsoKind.RESOLUTION);
    Element conf = (Element) document.getElementsByTagNameNS("*", "Sts").item(0);
    conf.getParentNode()
        .appendChild(document.createElementNS(IsoKind.RESOLUTION.namespace(), "FrzAcct"));
    refused(signed(document), Fault.NOT_VALID, "FrzAcct");
  }

  @Test
  void anotherMessageAndAnotherVersionAreNotSpoken() {
    Document document = unsigned(IsoKind.RESOLUTION);
    document.getElementsByTagNameNS("*", "MsgDefIdr").item(0).setTextContent("camt.029.001.09");
    refused(signed(document), Fault.NOT_SPOKEN, "camt.029.001.09");
  }

  @Test
  void aHeaderForAnotherMessageThanItsDocumentIsRefused() {
    Document document = unsigned(IsoKind.RESOLUTION);
    document
        .getElementsByTagNameNS("*", "MsgDefIdr")
        .item(0)
        .setTextContent(IsoKind.RETURN.definition());
    refused(signed(document), Fault.NOT_VALID, "missing");
  }

  private static Document unsigned(IsoKind kind) {
    byte[] xml = IsoKeys.codec(BANK, HOUSE).write(IsoSpecimens.head(kind), IsoSpecimens.of(kind));
    Document document = SecureXml.parse(xml, 1_000_000);
    Element place = (Element) document.getElementsByTagNameNS("*", "Sgntr").item(0);
    place.removeChild(place.getFirstChild());
    return document;
  }

  private static byte[] signed(Document document) {
    Element place = (Element) document.getElementsByTagNameNS("*", "Sgntr").item(0);
    IsoKeys.seal(BANK, HOUSE).sign(document, place);
    return SecureXml.bytes(document);
  }

  private void refused(byte[] xml, Fault fault, String why) {
    assertThat(house.read(xml))
        .isInstanceOfSatisfying(
            IsoRead.Refused.class,
            no -> {
              assertThat(no.fault()).as("%s", no).isEqualTo(fault);
              assertThat(no.where() + ": " + no.why()).contains(why);
            });
  }
}
