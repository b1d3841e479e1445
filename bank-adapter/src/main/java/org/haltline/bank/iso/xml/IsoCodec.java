package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.AbstractMX;
import com.prowidesoftware.swift.model.mx.BusinessAppHdrV02;
import com.prowidesoftware.swift.model.mx.MxAuth00100102;
import com.prowidesoftware.swift.model.mx.MxAuth00200102;
import com.prowidesoftware.swift.model.mx.MxCamt02900113;
import com.prowidesoftware.swift.model.mx.MxCamt05200113;
import com.prowidesoftware.swift.model.mx.MxCamt05600111;
import com.prowidesoftware.swift.model.mx.MxPacs00400113;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoMessage;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoRead;
import org.haltline.bank.iso.IsoRead.Fault;
import org.haltline.core.order.OrderSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Messages as they travel: header and document in a business message envelope (nvlp.001.001.01),
/// validated where there are schemas, signed as a whole. May be used on any thread but an event
/// loop: the first use makes what is slow to make.
public final class IsoCodec {
  /// The form by which evidence names a signature within the message.
  public static final String FORM = "xmldsig";

  static final String ENVELOPE = IsoKind.namespace("nvlp.001.001.01");
  private static final String HEAD = IsoKind.namespace(IsoHead.DEFINITION);
  private static final String REPORT = IsoKind.namespace(AccountReport.DEFINITION);

  private final IsoSeal seal;
  private final IsoSchemas schemas;
  private final int bytesMax;
  private final InstantSource clock;

  /// @param bytesMax of a message that comes in
  /// @param clock says whether the other side's certificate is valid
  public IsoCodec(IsoSeal seal, IsoSchemas schemas, int bytesMax, InstantSource clock) {
    this.seal = seal;
    this.schemas = schemas;
    this.bytesMax = bytesMax;
    this.clock = clock;
  }

  /// Makes what is slow to make, so that the first message does not wait for it.
  public static void warmUp() {
    Model.context(BusinessAppHdrV02.class);
    for (IsoKind kind : IsoKind.values()) {
      Model.context(kind.model());
    }
    Model.context(MxCamt05200113.class);
  }

  /// A message as it goes out.
  ///
  /// @param evidence what proves that it did: the value of its signature, by whose key, and the
  ///   digest of all that is sent
  public record Signed(Buffer xml, OrderSignature evidence) {}

  /// The signed message; the same bytes for the same message.
  ///
  /// @throws IsoRefused when it is not valid against its schema
  public byte[] write(IsoHead head, IsoMessage message) {
    return sign(head, message).xml().getBytes();
  }

  /// The signed message with what proves it; the same for the same message.
  ///
  /// @throws IsoRefused when it is not valid against its schema
  public Signed sign(IsoHead head, IsoMessage message) {
    Document document = laidOut(head, message);
    Element whole = document.getDocumentElement();
    Element header = only(only(whole, ENVELOPE, "Hdr"), HEAD, "AppHdr");
    byte[] signature = seal.sign(document, only(header, HEAD, "Sgntr"));
    validate(header, document(whole, head.kind()));
    byte[] xml = SecureXml.bytes(document);
    return new Signed(Buffer.buffer(xml), evidence(xml, signature, seal.own()));
  }

  /// The message as it went out with a signature that was kept, shown with that certificate; empty
  /// where the signature is not on it by that certificate's key.
  public Optional<Signed> bearing(
      IsoHead head, IsoMessage message, byte[] signature, X509Certificate by) {
    Document document = laidOut(head, message);
    Element header = only(only(document.getDocumentElement(), ENVELOPE, "Hdr"), HEAD, "AppHdr");
    Element place = only(header, HEAD, "Sgntr");
    seal.sign(document, place);
    if (!IsoSeal.bears(place, signature, by)) {
      return Optional.empty();
    }
    byte[] xml = SecureXml.bytes(document);
    return Optional.of(new Signed(Buffer.buffer(xml), evidence(xml, signature, by)));
  }

  private Document laidOut(IsoHead head, IsoMessage message) {
    Document loose = SecureXml.empty();
    Element envelope = loose.createElementNS(ENVELOPE, "BizMsgEnvlp");
    loose.appendChild(envelope);
    put(envelope, "Hdr", Model.element(HeadForm.model(head), loose));
    put(envelope, "Doc", Model.element(model(message), loose));
    // Read again before it is signed: only then does every namespace stand in it as it will travel.
    return SecureXml.parse(SecureXml.bytes(loose), Integer.MAX_VALUE);
  }

  private static void put(Element envelope, String name, Element content) {
    Element holder = envelope.getOwnerDocument().createElementNS(ENVELOPE, name);
    holder.appendChild(content);
    envelope.appendChild(holder);
  }

  private static OrderSignature evidence(byte[] written, byte[] signature, X509Certificate own) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] keyId = digest.digest(own.getPublicKey().getEncoded());
      return new OrderSignature(
          FORM,
          "SHA256withRSA",
          Base64.getUrlEncoder().withoutPadding().encodeToString(keyId),
          Base64.getEncoder().encodeToString(signature),
          HexFormat.of().formatHex(digest.digest(written)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("the JDK has no SHA-256", missing);
    }
  }

  /// Reads what came in. Nothing in it is believed before its signature is.
  public IsoRead read(byte[] xml) {
    try {
      Document document = SecureXml.parse(xml, bytesMax);
      Element whole = document.getDocumentElement();
      if (!ENVELOPE.equals(whole.getNamespaceURI())
          || !"BizMsgEnvlp".equals(whole.getLocalName())) {
        throw new IsoRefused(
            Fault.NOT_SPOKEN, String.valueOf(whole.getLocalName()), "not a BizMsgEnvlp");
      }
      Element header = only(only(whole, ENVELOPE, "Hdr"), HEAD, "AppHdr");
      seal.verify(document, optional(header, HEAD, "Sgntr"), clock.instant());
      IsoHead head = HeadForm.head(Model.read(withoutSignature(header), BusinessAppHdrV02.class));
      Element content = document(whole, head.kind());
      validate(header, content);
      return new IsoRead.Message(head, message(head.kind(), content));
    } catch (IsoRefused refused) {
      return refused.asRead();
    }
  }

  private static Element document(Element whole, IsoKind kind) {
    return only(only(whole, ENVELOPE, "Doc"), kind.namespace(), "Document");
  }

  private void validate(Element header, Element content) {
    schemas.check(header);
    schemas.check(content);
    var reports = content.getElementsByTagNameNS(REPORT, "Document");
    for (int i = 0; i < reports.getLength(); i++) {
      schemas.check((Element) reports.item(i));
    }
  }

  /// The model has no classes for a signature; it was looked at before.
  private static Element withoutSignature(Element header) {
    Element bare = (Element) header.cloneNode(true);
    Element place = only(bare, HEAD, "Sgntr");
    while (place.getFirstChild() != null) {
      place.removeChild(place.getFirstChild());
    }
    return bare;
  }

  private AbstractMX model(IsoMessage message) {
    return switch (message) {
      case IsoMessage.Recall it -> RecallForm.model(it);
      case IsoMessage.Resolution it -> ResolutionForm.model(it);
      case IsoMessage.Return it -> ReturnForm.model(it);
      case IsoMessage.Query it -> QueryForm.model(it);
      case IsoMessage.QueryAnswer it ->
          QueryForm.model(it, report -> Model.element(ReportForm.model(report), SecureXml.empty()));
    };
  }

  private static IsoMessage message(IsoKind kind, Element content) {
    return switch (kind) {
      case RECALL -> RecallForm.message(Model.read(content, MxCamt05600111.class));
      case RESOLUTION -> ResolutionForm.message(Model.read(content, MxCamt02900113.class));
      case RETURN -> ReturnForm.message(Model.read(content, MxPacs00400113.class));
      case QUERY -> QueryForm.message(Model.read(content, MxAuth00100102.class));
      case QUERY_ANSWER ->
          QueryForm.message(
              Model.read(content, MxAuth00200102.class),
              report -> ReportForm.message(Model.read(ofReport(report), MxCamt05200113.class)));
    };
  }

  private static Element ofReport(Element report) {
    if (!REPORT.equals(report.getNamespaceURI())) {
      throw new IsoRefused(
          Fault.NOT_SPOKEN, "RtrInd/InvstgtnRslt/Rslt", "not " + report.getNamespaceURI());
    }
    return report;
  }

  /// The one child element; where there are more, or another, it is no message of ours.
  private static Element only(Element parent, String namespace, String name) {
    Element child = optional(parent, namespace, name);
    if (child == null) {
      throw IsoRefused.notValid(parent.getLocalName() + "/" + name, "missing");
    }
    return child;
  }

  private static @Nullable Element optional(Element parent, String namespace, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element
          && namespace.equals(element.getNamespaceURI())
          && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    if (found.size() > 1) {
      throw IsoRefused.notValid(parent.getLocalName() + "/" + name, "more than one");
    }
    return found.isEmpty() ? null : found.getFirst();
  }
}
