package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.MxCamt02900113;
import com.prowidesoftware.swift.model.mx.dic.CancellationIndividualStatus1Code;
import com.prowidesoftware.swift.model.mx.dic.CancellationStatusReason3Choice;
import com.prowidesoftware.swift.model.mx.dic.CancellationStatusReason5;
import com.prowidesoftware.swift.model.mx.dic.Case6;
import com.prowidesoftware.swift.model.mx.dic.CaseAssignment6;
import com.prowidesoftware.swift.model.mx.dic.InvestigationStatus6Choice;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction152;
import com.prowidesoftware.swift.model.mx.dic.ResolutionData5;
import com.prowidesoftware.swift.model.mx.dic.ResolutionOfInvestigationV13;
import com.prowidesoftware.swift.model.mx.dic.UnderlyingTransaction32;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.jspecify.annotations.Nullable;

/// camt.029.001.13.
final class ResolutionForm {
  private ResolutionForm() {}

  static MxCamt02900113 model(Resolution resolution) {
    var resolved =
        new ResolutionOfInvestigationV13()
            .setAssgnmt(
                new CaseAssignment6()
                    .setId(resolution.assignmentId())
                    .setAssgnr(Parts.party(resolution.assigner()))
                    .setAssgne(Parts.party(resolution.assignee()))
                    .setCreDtTm(Parts.time(resolution.createdAt())))
            .setRslvdCase(
                new Case6().setId(resolution.caseId()).setCretr(Parts.party(resolution.assignee())))
            .setSts(new InvestigationStatus6Choice().setConf(resolution.confirmation()));
    if (!resolution.payments().isEmpty()) {
      var details = new UnderlyingTransaction32();
      resolution.payments().forEach(it -> details.addTxInfAndSts(model(it)));
      resolved.addCxlDtls(details);
    }
    return new MxCamt02900113().setRsltnOfInvstgtn(resolved);
  }

  private static PaymentTransaction152 model(Resolved payment) {
    var transaction = new PaymentTransaction152().setCxlStsId(payment.cancellationId());
    if (payment.status() != null) {
      transaction.setTxCxlSts(CancellationIndividualStatus1Code.fromValue(payment.status()));
    }
    for (String reason : payment.reasons()) {
      transaction.addCxlStsRsnInf(
          new CancellationStatusReason5()
              .setRsn(new CancellationStatusReason3Choice().setCd(reason)));
    }
    for (String remark : payment.remarks()) {
      transaction.addCxlStsRsnInf(new CancellationStatusReason5().addAddtlInf(remark));
    }
    if (payment.returned() != null) {
      transaction.setRsltnRltdInf(
          new ResolutionData5().setIntrBkSttlmAmt(Parts.amount(payment.returned())));
    }
    return transaction;
  }

  static Resolution message(MxCamt02900113 model) {
    ResolutionOfInvestigationV13 resolved =
        Parts.need(model.getRsltnOfInvstgtn(), "RsltnOfInvstgtn");
    CaseAssignment6 assignment = Parts.need(resolved.getAssgnmt(), "Assgnmt");
    InvestigationStatus6Choice status = Parts.need(resolved.getSts(), "Sts");
    return new Resolution(
        Parts.need(assignment.getId(), "Assgnmt/Id"),
        Parts.party(assignment.getAssgnr(), "Assgnmt/Assgnr"),
        Parts.party(assignment.getAssgne(), "Assgnmt/Assgne"),
        Parts.time(assignment.getCreDtTm(), "Assgnmt/CreDtTm"),
        Parts.need(Parts.need(resolved.getRslvdCase(), "RslvdCase").getId(), "RslvdCase/Id"),
        Parts.need(status.getConf(), "Sts/Conf"),
        Parts.list(resolved.getCxlDtls()).stream()
            .flatMap(it -> Parts.list(it.getTxInfAndSts()).stream())
            .map(ResolutionForm::message)
            .toList());
  }

  private static Resolved message(PaymentTransaction152 payment) {
    List<CancellationStatusReason5> reasons = Parts.list(payment.getCxlStsRsnInf());
    return new Resolved(
        payment.getCxlStsId(),
        payment.getTxCxlSts() == null ? null : payment.getTxCxlSts().value(),
        reasons.stream()
            .map(CancellationStatusReason5::getRsn)
            .filter(Objects::nonNull)
            .map(ResolutionForm::code)
            .filter(Objects::nonNull)
            .toList(),
        reasons.stream().flatMap(it -> Parts.list(it.getAddtlInf()).stream()).toList(),
        Optional.ofNullable(payment.getRsltnRltdInf())
            .map(
                it ->
                    Parts.amount(it.getIntrBkSttlmAmt(), "TxInfAndSts/RsltnRltdInf/IntrBkSttlmAmt"))
            .orElse(null));
  }

  /// A bank's own code counts as one that no table knows.
  private static @Nullable String code(CancellationStatusReason3Choice reason) {
    return reason.getCd() != null ? reason.getCd() : reason.getPrtry();
  }
}
