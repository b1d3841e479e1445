package org.haltline.bank.iso.orders;

import java.util.Optional;
import org.haltline.core.order.ReasonCode;

/// Why a bank does not take a payment back: codes of ISO's external set of payment cancellation
/// rejections, and what they are here.
enum IsoReason {
  AC04(ReasonCode.NO_SUCH_ACCOUNT, "账户已销户", "the account is closed"),
  AGNT(ReasonCode.OTHER, "银行拒绝", "an agent refuses"),
  AM04(ReasonCode.NOTHING_THERE, "余额不足", "the funds are not there"),
  ARDT(ReasonCode.NOTHING_THERE, "资金已退回", "the payment was returned before"),
  CUST(ReasonCode.OTHER, "客户不同意", "the customer refuses"),
  INDM(ReasonCode.DOCUMENT_MISSING, "需要赔偿担保", "an indemnity is asked for"),
  LEGL(ReasonCode.OTHER, "法律原因", "for legal reasons"),
  NOAS(ReasonCode.OTHER, "客户未答复", "the customer did not answer"),
  NOOR(ReasonCode.ORIGINAL_MISSING, "从未收到该笔汇款", "the payment was never received"),
  PTNA(ReasonCode.NOT_OURS, "已转下一家机构", "passed on to the next agent"),
  RQDA(ReasonCode.DOCUMENT_MISSING, "需要客户授权", "an authority to debit is asked for");

  private final ReasonCode reason;
  private final String zh;
  private final String en;

  IsoReason(ReasonCode reason, String zh, String en) {
    this.reason = reason;
    this.zh = zh;
    this.en = en;
  }

  static Optional<IsoReason> of(String code) {
    for (IsoReason it : values()) {
      if (it.name().equals(code)) {
        return Optional.of(it);
      }
    }
    return Optional.empty();
  }

  ReasonCode reason() {
    return reason;
  }

  /// In words, both languages; a code out of no table as it is.
  static String explained(String code) {
    return of(code)
        .map(it -> code + " " + it.zh + " / " + it.en)
        .orElse(code + " 不在表中 / is in no table");
  }
}
