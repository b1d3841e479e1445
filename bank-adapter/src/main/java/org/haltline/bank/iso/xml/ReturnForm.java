package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.MxPacs00400113;
import com.prowidesoftware.swift.model.mx.dic.ActiveCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader123;
import com.prowidesoftware.swift.model.mx.dic.PaymentReturnReason7;
import com.prowidesoftware.swift.model.mx.dic.PaymentReturnV13;
import com.prowidesoftware.swift.model.mx.dic.PaymentTransaction159;
import com.prowidesoftware.swift.model.mx.dic.ReturnReason5Choice;
import com.prowidesoftware.swift.model.mx.dic.SettlementInstruction15;
import com.prowidesoftware.swift.model.mx.dic.SettlementMethod1Code;
import java.util.List;
import java.util.Objects;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;

/// pacs.004.001.13.
final class ReturnForm {
  private ReturnForm() {}

  static MxPacs00400113 model(Return message) {
    var back =
        new PaymentReturnV13()
            .setGrpHdr(
                new GroupHeader123()
                    .setMsgId(message.messageId())
                    .setCreDtTm(Parts.time(message.createdAt()))
                    .setNbOfTxs(String.valueOf(message.payments().size()))
                    .setSttlmInf(
                        new SettlementInstruction15().setSttlmMtd(SettlementMethod1Code.CLRG)));
    message.payments().forEach(it -> back.addTxInf(model(it)));
    return new MxPacs00400113().setPmtRtr(back);
  }

  private static PaymentTransaction159 model(Returned payment) {
    var transaction =
        new PaymentTransaction159()
            .setRtrId(payment.returnId())
            .setOrgnlGrpInf(Parts.unknownGroup())
            .setOrgnlEndToEndId(payment.marks().endToEndId())
            .setOrgnlTxId(payment.marks().transactionId())
            .setOrgnlUETR(payment.marks().uetr())
            .setRtrdIntrBkSttlmAmt(
                new ActiveCurrencyAndAmount()
                    .setValue(payment.amount().decimal())
                    .setCcy(payment.amount().currency()));
    for (String reason : payment.reasons()) {
      transaction.addRtrRsnInf(
          new PaymentReturnReason7().setRsn(new ReturnReason5Choice().setCd(reason)));
    }
    for (String remark : payment.remarks()) {
      transaction.addRtrRsnInf(new PaymentReturnReason7().addAddtlInf(remark));
    }
    return transaction;
  }

  static Return message(MxPacs00400113 model) {
    PaymentReturnV13 back = Parts.need(model.getPmtRtr(), "PmtRtr");
    GroupHeader123 header = Parts.need(back.getGrpHdr(), "GrpHdr");
    List<Returned> payments =
        Parts.list(back.getTxInf()).stream().map(ReturnForm::message).toList();
    return new Return(
        Parts.need(header.getMsgId(), "GrpHdr/MsgId"),
        Parts.time(header.getCreDtTm(), "GrpHdr/CreDtTm"),
        payments);
  }

  private static Returned message(PaymentTransaction159 payment) {
    List<PaymentReturnReason7> reasons = Parts.list(payment.getRtrRsnInf());
    ActiveCurrencyAndAmount amount =
        Parts.need(payment.getRtrdIntrBkSttlmAmt(), "TxInf/RtrdIntrBkSttlmAmt");
    return new Returned(
        Parts.need(payment.getRtrId(), "TxInf/RtrId"),
        Parts.marks(payment.getOrgnlEndToEndId(), payment.getOrgnlTxId(), payment.getOrgnlUETR()),
        Parts.money(amount.getValue(), amount.getCcy(), "TxInf/RtrdIntrBkSttlmAmt"),
        reasons.stream()
            .map(PaymentReturnReason7::getRsn)
            .filter(Objects::nonNull)
            .map(it -> it.getCd() != null ? it.getCd() : it.getPrtry())
            .filter(Objects::nonNull)
            .toList(),
        reasons.stream().flatMap(it -> Parts.list(it.getAddtlInf()).stream()).toList());
  }
}
