package org.haltline.bank.iso.xml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// An enveloped XML signature over the whole document: RSA with SHA-256, exclusive
/// canonicalisation. It covers whatever stands in the document, wherever it stands, so nothing can
/// be wrapped around it or slipped in beside it.
public final class IsoSeal {
  private static final String ID_RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private static final List<String> TRANSFORMS =
      List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

  private final PrivateKey key;
  private final X509Certificate own;
  private final X509Certificate theirs;

  /// @param own the certificate of `key`, sent along
  /// @param theirs the one certificate whose signatures are believed; no authority vouches for
  ///   another
  public IsoSeal(PrivateKey key, X509Certificate own, X509Certificate theirs) {
    if (!key.getAlgorithm().equals("RSA") || !theirs.getPublicKey().getAlgorithm().equals("RSA")) {
      throw new IllegalArgumentException("messages are signed with RSA keys, on both sides");
    }
    this.key = key;
    this.own = own;
    this.theirs = theirs;
  }

  /// Signs the document, and gives the value of the signature.
  ///
  /// @param place where the signature is put, last among its children
  byte[] sign(Document document, Element place) {
    try {
      XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
      Reference whole =
          factory.newReference(
              "",
              factory.newDigestMethod(DigestMethod.SHA256, null),
              List.of(
                  factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                  factory.newTransform(
                      CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
              null,
              null);
      SignedInfo info =
          factory.newSignedInfo(
              factory.newCanonicalizationMethod(
                  CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
              factory.newSignatureMethod(ID_RSA_SHA256, null),
              List.of(whole));
      var keys = factory.getKeyInfoFactory();
      var shown = keys.newKeyInfo(List.of(keys.newX509Data(List.of(own))));
      XMLSignature signature = factory.newXMLSignature(info, shown);
      signature.sign(new DOMSignContext(key, place));
      return signature.getSignatureValue().getValue();
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException broken) {
      throw new IllegalStateException(
          "cannot be signed: " + document.getDocumentElement().getLocalName(), broken);
    }
  }

  /// Puts another signature and its certificate in the place of ours, as the JDK would have written
  /// them.
  ///
  /// @param place holds our signature
  /// @return whether it is one on this document, by that certificate's key
  static boolean bears(Element place, byte[] value, X509Certificate by) {
    try {
      Element signature = (Element) Objects.requireNonNull(place.getFirstChild(), "a signature");
      put(signature, "SignatureValue", value);
      put(signature, "X509Certificate", by.getEncoded());
      var context = new DOMValidateContext(by.getPublicKey(), signature);
      return XMLSignatureFactory.getInstance("DOM")
          .unmarshalXMLSignature(context)
          .validate(context);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException cannotBe) {
      return false;
    }
  }

  private static void put(Element signature, String name, byte[] content) {
    signature
        .getElementsByTagNameNS(XMLSignature.XMLNS, name)
        .item(0)
        .setTextContent(Base64.getMimeEncoder().encodeToString(content));
  }

  /// Whether that key has made this signature, on whatever it was: what was signed comes out of it
  /// again.
  public static boolean isBy(PublicKey key, byte[] signature) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(signature).length > 0;
    } catch (GeneralSecurityException cannotBe) {
      return false;
    }
  }

  /// Refuses what is not signed, as a whole, by the one who is known, and only once.
  ///
  /// @param place where the signature has to be
  void verify(Document document, @Nullable Element place, Instant now) {
    NodeList all = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
    if (all.getLength() != 1) {
      throw IsoRefused.notSigned(all.getLength() + " signatures, one is needed");
    }
    Element element = (Element) all.item(0);
    if (place == null || !place.isSameNode(element.getParentNode())) {
      throw IsoRefused.notSigned("not in its place, AppHdr/Sgntr");
    }
    try {
      var context = new DOMValidateContext(theirs.getPublicKey(), element);
      context.setProperty("org.jcp.xml.dsig.secureValidation", true);
      XMLSignature signature =
          XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      overTheWhole(signature);
      byThem(signature);
      if (!signature.validate(context)) {
        throw IsoRefused.notSigned("broken, or by another key than that of the known certificate");
      }
      // last: what the bank has not signed is refused for good, whatever became of its certificate
      theirs.checkValidity(Date.from(now));
    } catch (CertificateException ended) {
      throw IsoRefused.notNow(
          "the known certificate is valid from %s to %s, and not now"
              .formatted(theirs.getNotBefore().toInstant(), theirs.getNotAfter().toInstant()));
    } catch (MarshalException | XMLSignatureException wrong) {
      throw IsoRefused.notSigned(String.valueOf(wrong.getMessage()));
    }
  }

  X509Certificate own() {
    return own;
  }

  private static void overTheWhole(XMLSignature signature) {
    SignedInfo info = signature.getSignedInfo();
    List<Reference> references = info.getReferences();
    if (references.size() != 1 || !"".equals(references.getFirst().getURI())) {
      throw IsoRefused.notSigned("has to be over the whole document: one reference, to \"\"");
    }
    Reference whole = references.getFirst();
    List<String> transforms = whole.getTransforms().stream().map(Transform::getAlgorithm).toList();
    if (!transforms.equals(TRANSFORMS)) {
      throw IsoRefused.notSigned("transforms " + transforms + ", wanted " + TRANSFORMS);
    }
    SignatureMethod method = info.getSignatureMethod();
    boolean asAgreed =
        method.getAlgorithm().equals(ID_RSA_SHA256)
            && whole.getDigestMethod().getAlgorithm().equals(DigestMethod.SHA256)
            && info.getCanonicalizationMethod()
                .getAlgorithm()
                .equals(CanonicalizationMethod.EXCLUSIVE);
    if (!asAgreed || !signature.getObjects().isEmpty()) {
      throw IsoRefused.notSigned("RSA-SHA256, SHA-256 and exclusive C14N, and nothing besides");
    }
  }

  /// A certificate that is shown has to be the known one; the key is taken from the known one
  /// whatever is shown.
  private void byThem(XMLSignature signature) {
    if (signature.getKeyInfo() == null) {
      return;
    }
    boolean other =
        signature.getKeyInfo().getContent().stream()
            .filter(X509Data.class::isInstance)
            .flatMap(data -> ((X509Data) data).getContent().stream())
            .anyMatch(it -> it instanceof X509Certificate && !Objects.equals(it, theirs));
    if (other) {
      throw IsoRefused.notSigned("by another certificate than the known one");
    }
  }
}
