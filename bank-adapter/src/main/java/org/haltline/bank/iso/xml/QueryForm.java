package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.MxAuth00100102;
import com.prowidesoftware.swift.model.mx.MxAuth00200102;
import com.prowidesoftware.swift.model.mx.dic.AccountAndParties3;
import com.prowidesoftware.swift.model.mx.dic.AuthorityRequestType1;
import com.prowidesoftware.swift.model.mx.dic.CashAccount43;
import com.prowidesoftware.swift.model.mx.dic.DateOrDateTimePeriod1Choice;
import com.prowidesoftware.swift.model.mx.dic.DateTimePeriod1;
import com.prowidesoftware.swift.model.mx.dic.InformationRequestOpeningV02;
import com.prowidesoftware.swift.model.mx.dic.InformationRequestResponseV02;
import com.prowidesoftware.swift.model.mx.dic.InvestigatedParties1Choice;
import com.prowidesoftware.swift.model.mx.dic.InvestigatedParties1Code;
import com.prowidesoftware.swift.model.mx.dic.InvestigationResult1Choice;
import com.prowidesoftware.swift.model.mx.dic.InvestigationStatus1Code;
import com.prowidesoftware.swift.model.mx.dic.LegalMandate1;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification272;
import com.prowidesoftware.swift.model.mx.dic.ReturnIndicator2;
import com.prowidesoftware.swift.model.mx.dic.SearchCriteria2Choice;
import com.prowidesoftware.swift.model.mx.dic.StatusResponse1Code;
import com.prowidesoftware.swift.model.mx.dic.SupplementaryDataEnvelope1;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Found;
import org.haltline.bank.iso.IsoMessage.QueryAnswer.Status;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/// auth.001.001.02 and auth.002.001.02. Both matters are asked for as a report of the account
/// (camt.052); which of them it is stands in the name of the message.
final class QueryForm {
  private QueryForm() {}

  static MxAuth00100102 model(Query query) {
    var period =
        new DateTimePeriod1()
            .setFrDtTm(Parts.time(query.from()))
            .setToDtTm(Parts.time(query.until()));
    return new MxAuth00100102()
        .setInfReqOpng(
            new InformationRequestOpeningV02()
                .setInvstgtnId(query.investigationId())
                .setLglMndtBsis(new LegalMandate1().setPrgrph(query.basis()))
                .setCnfdtltySts(true)
                .setInvstgtnPrd(new DateOrDateTimePeriod1Choice().setDtTm(period))
                .setSchCrit(criteria(query.account(), query.holder(), query.matter())));
  }

  private static SearchCriteria2Choice criteria(
      IsoAccount account, @Nullable String holder, Matter matter) {
    CashAccount43 id = new CashAccount43().setId(Parts.account(account));
    if (holder != null) {
      id.setOwnr(new PartyIdentification272().setNm(holder));
    }
    return new SearchCriteria2Choice()
        .setAcct(
            new AccountAndParties3()
                .setId(id)
                .setInvstgtdPties(
                    new InvestigatedParties1Choice().setCd(InvestigatedParties1Code.OWNE))
                .addAuthrtyReqTp(type(matter)));
  }

  private static AuthorityRequestType1 type(Matter matter) {
    return new AuthorityRequestType1()
        .setMsgNmId(AccountReport.DEFINITION)
        .setMsgNm(matter.title());
  }

  private static Matter matter(@Nullable AuthorityRequestType1 type, String where) {
    String title = Parts.need(Parts.need(type, where).getMsgNm(), where + "/MsgNm");
    return Arrays.stream(Matter.values())
        .filter(it -> it.title().equals(title))
        .findFirst()
        .orElseThrow(() -> IsoRefused.notValid(where + "/MsgNm", "not " + title));
  }

  static Query message(MxAuth00100102 model) {
    InformationRequestOpeningV02 opening = Parts.need(model.getInfReqOpng(), "InfReqOpng");
    AccountAndParties3 account = account(opening.getSchCrit());
    CashAccount43 id = Parts.need(account.getId(), "SchCrit/Acct/Id");
    DateTimePeriod1 period =
        Parts.need(
            Parts.need(opening.getInvstgtnPrd(), "InvstgtnPrd").getDtTm(), "InvstgtnPrd/DtTm");
    return new Query(
        Parts.need(opening.getInvstgtnId(), "InvstgtnId"),
        Parts.need(
            Parts.need(opening.getLglMndtBsis(), "LglMndtBsis").getPrgrph(), "LglMndtBsis/Prgrph"),
        Parts.time(period.getFrDtTm(), "InvstgtnPrd/DtTm/FrDtTm"),
        Parts.time(period.getToDtTm(), "InvstgtnPrd/DtTm/ToDtTm"),
        Parts.account(id.getId(), "SchCrit/Acct/Id/Id"),
        id.getOwnr() == null ? null : id.getOwnr().getNm(),
        matter(
            Parts.list(account.getAuthrtyReqTp()).stream().findFirst().orElse(null),
            "SchCrit/Acct/AuthrtyReqTp"));
  }

  private static AccountAndParties3 account(@Nullable SearchCriteria2Choice criteria) {
    return Parts.need(Parts.need(criteria, "SchCrit").getAcct(), "SchCrit/Acct");
  }

  /// @param report writes a report as an element of its own
  static MxAuth00200102 model(QueryAnswer answer, Function<AccountReport, Element> report) {
    var result = new InvestigationResult1Choice();
    if (answer.report() == null) {
      result.setInvstgtnSts(InvestigationStatus1Code.fromValue(answer.found().name()));
    } else {
      result.setRslt(new SupplementaryDataEnvelope1().setAny(report.apply(answer.report())));
    }
    return new MxAuth00200102()
        .setInfReqRspn(
            new InformationRequestResponseV02()
                .setRspnId(answer.responseId())
                .setInvstgtnId(answer.investigationId())
                .setRspnSts(StatusResponse1Code.fromValue(answer.status().name()))
                .setSchCrit(criteria(answer.account(), null, answer.matter()))
                .addRtrInd(
                    new ReturnIndicator2()
                        .setAuthrtyReqTp(type(answer.matter()))
                        .setInvstgtnRslt(result)));
  }

  /// @param report reads the element of a report
  static QueryAnswer message(MxAuth00200102 model, Function<Element, AccountReport> report) {
    InformationRequestResponseV02 response = Parts.need(model.getInfReqRspn(), "InfReqRspn");
    List<ReturnIndicator2> indicators = Parts.list(response.getRtrInd());
    if (indicators.size() != 1) {
      throw IsoRefused.notValid("RtrInd", indicators.size() + " of them; one matter was asked for");
    }
    ReturnIndicator2 indicator = indicators.getFirst();
    InvestigationResult1Choice result =
        Parts.need(indicator.getInvstgtnRslt(), "RtrInd/InvstgtnRslt");
    AccountReport found =
        result.getRslt() == null
            ? null
            : report.apply(element(result.getRslt().getAny(), "RtrInd/InvstgtnRslt/Rslt"));
    return new QueryAnswer(
        Parts.need(response.getRspnId(), "RspnId"),
        Parts.need(response.getInvstgtnId(), "InvstgtnId"),
        Status.valueOf(Parts.need(response.getRspnSts(), "RspnSts").value()),
        Parts.account(
            Parts.need(account(response.getSchCrit()).getId(), "SchCrit/Acct/Id").getId(),
            "SchCrit/Acct/Id/Id"),
        matter(indicator.getAuthrtyReqTp(), "RtrInd/AuthrtyReqTp"),
        found != null
            ? Found.FOUN
            : Found.valueOf(
                Parts.need(result.getInvstgtnSts(), "RtrInd/InvstgtnRslt/InvstgtnSts").value()),
        found);
  }

  private static Element element(@Nullable Object any, String where) {
    if (any instanceof Element element) {
      return element;
    }
    throw IsoRefused.notValid(where, "no message in it");
  }
}
