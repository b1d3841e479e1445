package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.BusinessAppHdrV02;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.BusinessApplicationHeader5;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GenericOrganisationIdentification1;
import com.prowidesoftware.swift.model.mx.dic.OrganisationIdentification29;
import com.prowidesoftware.swift.model.mx.dic.Party38Choice;
import com.prowidesoftware.swift.model.mx.dic.Party44Choice;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.SignatureEnvelope;
import java.util.Optional;
import org.haltline.bank.iso.IsoHead;
import org.haltline.bank.iso.IsoKind;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.IsoRead.Fault;
import org.jspecify.annotations.Nullable;

/// The business application header, the place of the signature in it.
final class HeadForm {
  private HeadForm() {}

  static BusinessAppHdrV02 model(IsoHead head) {
    var model = new BusinessAppHdrV02();
    model.setFr(party(head.from()));
    model.setTo(party(head.to()));
    model.setBizMsgIdr(head.id());
    model.setMsgDefIdr(head.kind().definition());
    model.setCreDt(Parts.time(head.createdAt()));
    model.setSgntr(new SignatureEnvelope());
    if (head.answers() != null) {
      var related = new BusinessApplicationHeader5();
      related.setFr(party(head.to()));
      related.setTo(party(head.from()));
      related.setBizMsgIdr(head.answers());
      related.setMsgDefIdr(answered(head.kind()).definition());
      related.setCreDt(Parts.time(head.createdAt()));
      model.addRltd(related);
    }
    return model;
  }

  /// Which message one of that kind answers.
  private static IsoKind answered(IsoKind kind) {
    return switch (kind) {
      case RESOLUTION, RETURN, RECALL -> IsoKind.RECALL;
      case QUERY_ANSWER, QUERY -> IsoKind.QUERY;
    };
  }

  static IsoHead head(BusinessAppHdrV02 model) {
    String definition = Parts.need(model.getMsgDefIdr(), "AppHdr/MsgDefIdr");
    IsoKind kind =
        IsoKind.of(definition)
            .orElseThrow(
                () -> new IsoRefused(Fault.NOT_SPOKEN, "AppHdr/MsgDefIdr", "not " + definition));
    return new IsoHead(
        party(model.getFr(), "AppHdr/Fr"),
        party(model.getTo(), "AppHdr/To"),
        Parts.need(model.getBizMsgIdr(), "AppHdr/BizMsgIdr"),
        kind,
        Parts.time(model.getCreDt(), "AppHdr/CreDt"),
        Parts.list(model.getRltd()).stream()
            .map(BusinessApplicationHeader5::getBizMsgIdr)
            .findFirst()
            .orElse(null));
  }

  private static Party44Choice party(IsoParty party) {
    return switch (party) {
      case IsoParty.Bank(String bic) ->
          new Party44Choice()
              .setFIId(
                  new BranchAndFinancialInstitutionIdentification6()
                      .setFinInstnId(new FinancialInstitutionIdentification18().setBICFI(bic)));
      case IsoParty.Organisation(String id, String name) ->
          new Party44Choice()
              .setOrgId(
                  new PartyIdentification135()
                      .setNm(name)
                      .setId(
                          new Party38Choice()
                              .setOrgId(
                                  new OrganisationIdentification29()
                                      .addOthr(
                                          new GenericOrganisationIdentification1().setId(id)))));
    };
  }

  private static IsoParty party(@Nullable Party44Choice choice, String where) {
    Party44Choice party = Parts.need(choice, where);
    if (party.getFIId() != null) {
      return Parts.bank(
          Optional.ofNullable(party.getFIId().getFinInstnId()).map(it -> it.getBICFI()), where);
    }
    PartyIdentification135 organisation = Parts.need(party.getOrgId(), where);
    String id =
        Optional.ofNullable(organisation.getId())
            .map(Party38Choice::getOrgId)
            .flatMap(it -> it.getOthr().stream().findFirst())
            .map(GenericOrganisationIdentification1::getId)
            .orElse(null);
    return Parts.made(
        where,
        () ->
            new IsoParty.Organisation(
                Parts.need(id, where + "/OrgId/Id/OrgId/Othr/Id"),
                Parts.need(organisation.getNm(), where + "/OrgId/Nm")));
  }
}
