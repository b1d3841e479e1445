package org.haltline.bank.iso.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.haltline.bank.iso.IsoKeys.BANK;
import static org.haltline.bank.iso.IsoKeys.HOUSE;
import static org.haltline.bank.iso.IsoKeys.OTHER;

import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.haltline.bank.iso.IsoKeys;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoRead.Fault;
import org.haltline.bank.iso.IsoSpecimens;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Only what the known bank has signed, as a whole and as agreed, is believed.
class IsoSealTest {
  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private static final String RSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
  private static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;
  private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");
  private static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
  private final IsoCodec house = IsoKeys.codec(HOUSE, BANK);

  @Test
  void whatTheBankHasSignedIsBelieved() {
    assertThat(house.read(fromBank().getBytes(UTF_8))).isInstanceOf(IsoRead.Message.class);
  }

  @Test
  void aSumThatWasChangedIsNot() {
    String more = fromBank().replace("812.30", "912.30");
    assertThat(more).isNotEqualTo(fromBank());
    refused(more, "broken");
  }

  @Test
  void anotherHeaderOverTheSameDocumentIsNot() {
    refused(
        fromBank().replaceFirst("<BizMsgIdr>QH-RESOLUTION<", "<BizMsgIdr>QH-SOMETHINGELSE<"),
        "broken");
  }

  @Test
  void anotherCertificateIsNot() {
    refused(written(OTHER), "another certificate");
  }

  @Test
  void anotherKeyBesideTheKnownCertificateIsNot() {
    IsoSeal forged =
        new IsoSeal(IsoKeys.key(OTHER), IsoKeys.certificate(BANK), IsoKeys.certificate(HOUSE));
    refused(written(forged), "another key");
  }

  @Test
  void withoutASignatureNothingIs() {
    refused(fromBank().replaceFirst("(?s)<Signature .*</Signature>", ""), "0 signatures");
  }

  /// The signed envelope, whole and unbroken, carried inside another that says something else.
  @Test
  void whatIsWrappedAroundASignedMessageIsNot() {
    String signed = fromBank().replaceFirst("<\\?xml[^>]*>", "");
    String signature = signed.replaceFirst("(?s).*(<Signature .*</Signature>).*", "$1");
    String unsigned = signed.replace(signature, "").replace("812.30", "99.00");
    String inDocument = unsigned.replace("</Doc>", "<Old>" + signed + "</Old></Doc>");
    refused(inDocument, "not in its place");
    String inPlace =
        unsigned.replaceFirst("<Sgntr\\s*/>|<Sgntr></Sgntr>", "<Sgntr>" + signature + "</Sgntr>");
    assertThat(inPlace).contains("99.00").contains(signature);
    refused(inPlace, "broken");
    refused(inPlace.replace("</Doc>", "<Old>" + signed + "</Old></Doc>"), "2 signatures");
  }

  @Test
  void aSignatureOverAPartIsNot() throws Exception {
    Document document = parsed();
    Element part = first(document, "Document");
    part.setAttribute("Id", "part");
    part.setIdAttribute("Id", true);
    refused(
        signedAnew(
            document,
            RSA_SHA256,
            EXCLUSIVE,
            List.of(reference("#part", DigestMethod.SHA256, true)),
            List.of()),
        "over the whole document");
  }

  @Test
  void aSignatureByOtherMeansIsNot() throws Exception {
    List<Reference> otherwise = List.of(reference("", DigestMethod.SHA256, false));
    refused(signedAnew(parsed(), RSA_SHA256, EXCLUSIVE, otherwise, List.of()), "transforms");
    refused(signedAs(RSA_SHA1, DigestMethod.SHA256, EXCLUSIVE, List.of()), "");
  }

  /// All of them sound to the JDK, and none agreed upon.
  @Test
  void aSoundSignatureThatIsNotAsAgreedIsNot() throws Exception {
    String notAsAgreed = "RSA-SHA256, SHA-256 and exclusive C14N, and nothing besides";
    refused(signedAs(RSA_SHA512, DigestMethod.SHA256, EXCLUSIVE, List.of()), notAsAgreed);
    refused(signedAs(RSA_SHA256, DigestMethod.SHA512, EXCLUSIVE, List.of()), notAsAgreed);
    refused(
        signedAs(RSA_SHA256, DigestMethod.SHA256, CanonicalizationMethod.INCLUSIVE, List.of()),
        notAsAgreed);
    XMLObject besides = FACTORY.newXMLObject(List.of(), "besides", null, null);
    refused(signedAs(RSA_SHA256, DigestMethod.SHA256, EXCLUSIVE, List.of(besides)), notAsAgreed);
    assertThat(read(signedAs(RSA_SHA256, DigestMethod.SHA256, EXCLUSIVE, List.of())))
        .as("as agreed, made the same way")
        .isInstanceOf(IsoRead.Message.class);
  }

  @Test
  void aSignatureOverTheWholeAndAPartIsNot() throws Exception {
    Document document = parsed();
    Element part = first(document, "Document");
    part.setAttribute("Id", "part");
    part.setIdAttribute("Id", true);
    refused(
        signedAnew(
            document,
            RSA_SHA256,
            EXCLUSIVE,
            List.of(
                reference("", DigestMethod.SHA256, true),
                reference("#part", DigestMethod.SHA256, true)),
            List.of()),
        "over the whole document");
  }

  @Test
  void aCertificateThatHasEndedIsNot() {
    InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(3_650)));
    var codec = new IsoCodec(IsoKeys.seal(HOUSE, BANK), IsoSchemas.none(), 1_000_000, later);
    IsoRead read = codec.read(fromBank().getBytes(UTF_8));
    assertThat(read)
        .isInstanceOfSatisfying(
            IsoRead.Refused.class,
            no -> {
              assertThat(no.fault()).as("to be mended, and said again").isEqualTo(Fault.NOT_NOW);
              assertThat(no.why()).contains("and not now");
            });
    assertThat(codec.read(fromBank().replace("812.30", "912.30").getBytes(UTF_8)))
        .as("what was changed is refused for good all the same")
        .isInstanceOfSatisfying(
            IsoRead.Refused.class, no -> assertThat(no.fault()).isEqualTo(Fault.NOT_SIGNED));
  }

  @Test
  void keysOfAnotherKindAreRefusedAtTheStart() throws Exception {
    var ec = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IsoSeal(ec, IsoKeys.certificate(HOUSE), IsoKeys.certificate(BANK)))
        .withMessageContaining("RSA");
  }

  private static Document parsed() {
    return SecureXml.parse(fromBank().getBytes(UTF_8), 1_000_000);
  }

  private static String signedAs(
      String method, String digest, String canonical, List<XMLObject> objects) throws Exception {
    return signedAnew(parsed(), method, canonical, List.of(reference("", digest, true)), objects);
  }

  private static Reference reference(String to, String digest, boolean exclusive) throws Exception {
    var enveloped = FACTORY.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null);
    var c14n = FACTORY.newTransform(EXCLUSIVE, (TransformParameterSpec) null);
    return FACTORY.newReference(
        to,
        FACTORY.newDigestMethod(digest, null),
        exclusive ? List.of(enveloped, c14n) : List.of(enveloped),
        null,
        null);
  }

  private static String signedAnew(
      Document document,
      String method,
      String canonical,
      List<Reference> references,
      List<XMLObject> objects)
      throws Exception {
    Element place = first(document, "Sgntr");
    while (place.getFirstChild() != null) {
      place.removeChild(place.getFirstChild());
    }
    var info =
        FACTORY.newSignedInfo(
            FACTORY.newCanonicalizationMethod(canonical, (C14NMethodParameterSpec) null),
            FACTORY.newSignatureMethod(method, null),
            references);
    var context = new DOMSignContext(IsoKeys.key(BANK), place);
    context.setProperty("org.jcp.xml.dsig.secureValidation", false);
    FACTORY.newXMLSignature(info, null, objects, null, null).sign(context);
    return new String(SecureXml.bytes(document), UTF_8);
  }

  private static Element first(Document document, String name) {
    return (Element) document.getElementsByTagNameNS("*", name).item(0);
  }

  private static String fromBank() {
    return written(BANK);
  }

  private static String written(String by) {
    return written(IsoKeys.seal(by, HOUSE));
  }

  private static String written(IsoSeal seal) {
    var codec = new IsoCodec(seal, IsoSchemas.none(), 1_000_000, InstantSource.system());
    return new String(
        codec.write(IsoSpecimens.head(IsoKind.RESOLUTION), IsoSpecimens.of(IsoKind.RESOLUTION)),
        UTF_8);
  }

  private IsoRead read(String xml) {
    return house.read(xml.getBytes(UTF_8));
  }

  private void refused(String xml, String why) {
    assertThat(read(xml))
        .isInstanceOfSatisfying(
            IsoRead.Refused.class,
            no -> {
              assertThat(no.fault()).isEqualTo(Fault.NOT_SIGNED);
              assertThat(no.why()).contains(why);
            });
  }
}
