package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.MxCamt05600111;
import com.prowidesoftware.swift.model.mx.dic.CancellationReason33Choice;
import com.prowidesoftware.swift.model.mx.dic.Case6;
import com.prowidesoftware.swift.model.mx.dic.CaseAssignment6;
import com.prowidesoftware.swift.model.mx.dic.ControlData1;
import com.prowidesoftware.swift.model.mx.dic.FIToFIPaymentCancellationRequestV11;
import com.prowidesoftware.swift.model.mx.dic.OriginalTransactionReference42;
import com.prowidesoftware.swift.model.mx.dic.PaymentCancellationReason6;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction155;
import com.prowidesoftware.swift.model.mx.dic.UnderlyingTransaction34;
import java.util.List;
import java.util.Optional;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;

/// camt.056.001.11.
final class RecallForm {
  private RecallForm() {}

  static MxCamt05600111 model(Recall recall) {
    var underlying = new UnderlyingTransaction34();
    for (Recalled payment : recall.payments()) {
      underlying.addTxInf(model(payment));
    }
    var request =
        new FIToFIPaymentCancellationRequestV11()
            .setAssgnmt(
                new CaseAssignment6()
                    .setId(recall.assignmentId())
                    .setAssgnr(Parts.party(recall.assigner()))
                    .setAssgne(Parts.party(recall.assignee()))
                    .setCreDtTm(Parts.time(recall.createdAt())))
            .setCase(
                new Case6().setId(recall.assignmentId()).setCretr(Parts.party(recall.assigner())))
            .setCtrlData(new ControlData1().setNbOfTxs(String.valueOf(recall.payments().size())))
            .addUndrlyg(underlying);
    return new MxCamt05600111().setFIToFIPmtCxlReq(request);
  }

  private static PaymentTransaction155 model(Recalled payment) {
    var reason =
        new PaymentCancellationReason6()
            .setRsn(new CancellationReason33Choice().setCd(Recalled.REASON));
    payment.why().forEach(reason::addAddtlInf);
    return new PaymentTransaction155()
        .setCxlId(payment.cancellationId())
        .setOrgnlGrpInf(Parts.unknownGroup())
        .setOrgnlEndToEndId(payment.marks().endToEndId())
        .setOrgnlTxId(payment.marks().transactionId())
        .setOrgnlUETR(payment.marks().uetr())
        .setOrgnlIntrBkSttlmAmt(Parts.amount(payment.amount()))
        .setOrgnlIntrBkSttlmDt(payment.settledOn())
        .addCxlRsnInf(reason)
        .setOrgnlTxRef(
            new OriginalTransactionReference42()
                .setDbtr(Parts.named(payment.debtor()))
                .setDbtrAcct(Parts.cash(payment.debtorAccount()))
                .setCdtr(Parts.named(payment.creditor()))
                .setCdtrAcct(Parts.cash(payment.creditorAccount())));
  }

  static Recall message(MxCamt05600111 model) {
    FIToFIPaymentCancellationRequestV11 request =
        Parts.need(model.getFIToFIPmtCxlReq(), "FIToFIPmtCxlReq");
    CaseAssignment6 assignment = Parts.need(request.getAssgnmt(), "Assgnmt");
    List<Recalled> payments =
        Parts.list(request.getUndrlyg()).stream()
            .flatMap(it -> Parts.list(it.getTxInf()).stream())
            .map(RecallForm::message)
            .toList();
    return new Recall(
        Parts.need(assignment.getId(), "Assgnmt/Id"),
        Parts.party(assignment.getAssgnr(), "Assgnmt/Assgnr"),
        Parts.party(assignment.getAssgne(), "Assgnmt/Assgne"),
        Parts.time(assignment.getCreDtTm(), "Assgnmt/CreDtTm"),
        payments);
  }

  private static Recalled message(PaymentTransaction155 payment) {
    List<PaymentCancellationReason6> reasons = Parts.list(payment.getCxlRsnInf());
    boolean fraud =
        reasons.stream()
            .map(PaymentCancellationReason6::getRsn)
            .anyMatch(it -> it != null && Recalled.REASON.equals(it.getCd()));
    if (!fraud) {
      throw IsoRefused.notValid("TxInf/CxlRsnInf/Rsn/Cd", "recalls are for fraud here: FRAD");
    }
    var reference =
        Optional.ofNullable(payment.getOrgnlTxRef()).orElseGet(OriginalTransactionReference42::new);
    return new Recalled(
        Parts.need(payment.getCxlId(), "TxInf/CxlId"),
        Parts.marks(payment.getOrgnlEndToEndId(), payment.getOrgnlTxId(), payment.getOrgnlUETR()),
        Parts.need(
            Parts.amount(payment.getOrgnlIntrBkSttlmAmt(), "TxInf/OrgnlIntrBkSttlmAmt"),
            "TxInf/OrgnlIntrBkSttlmAmt"),
        payment.getOrgnlIntrBkSttlmDt(),
        reasons.stream().flatMap(it -> Parts.list(it.getAddtlInf()).stream()).toList(),
        Parts.name(reference.getDbtr()),
        Parts.cash(reference.getDbtrAcct(), "TxInf/OrgnlTxRef/DbtrAcct/Id"),
        Parts.name(reference.getCdtr()),
        Parts.cash(reference.getCdtrAcct(), "TxInf/OrgnlTxRef/CdtrAcct/Id"));
  }
}
