package org.haltline.bank.iso;

import com.prowidesoftware.swift.model.mx.AbstractMX;
import com.prowidesoftware.swift.model.mx.MxAuth00100102;
import com.prowidesoftware.swift.model.mx.MxAuth00200102;
import com.prowidesoftware.swift.model.mx.MxCamt02900113;
import com.prowidesoftware.swift.model.mx.MxCamt05600111;
import com.prowidesoftware.swift.model.mx.MxPacs00400113;
import java.util.Arrays;
import java.util.Optional;

/// The messages that are spoken here, each in one version.
public enum IsoKind {
  /// Take that payment back: FIToFIPaymentCancellationRequestV11.
  RECALL("camt.056.001.11", MxCamt05600111.class),
  /// What came of it: ResolutionOfInvestigationV13.
  RESOLUTION("camt.029.001.13", MxCamt02900113.class),
  /// The money, on its way back: PaymentReturnV13.
  RETURN("pacs.004.001.13", MxPacs00400113.class),
  /// What is known of that account: InformationRequestOpeningV02.
  QUERY("auth.001.001.02", MxAuth00100102.class),
  /// What is: InformationRequestResponseV02.
  QUERY_ANSWER("auth.002.001.02", MxAuth00200102.class);

  private static final String NAMESPACES = "urn:iso:std:iso:20022:tech:xsd:";

  private final String definition;
  private final Class<? extends AbstractMX> model;

  IsoKind(String definition, Class<? extends AbstractMX> model) {
    this.definition = definition;
    this.model = model;
  }

  /// As ISO numbers it: `camt.056.001.11`.
  public String definition() {
    return definition;
  }

  public String namespace() {
    return namespace(definition);
  }

  public static String namespace(String definition) {
    return NAMESPACES + definition;
  }

  public Class<? extends AbstractMX> model() {
    return model;
  }

  public static Optional<IsoKind> of(String definition) {
    return Arrays.stream(values()).filter(it -> it.definition.equals(definition)).findFirst();
  }
}
