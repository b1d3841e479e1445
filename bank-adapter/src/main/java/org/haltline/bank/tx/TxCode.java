package org.haltline.bank.tx;

import java.util.Arrays;
import java.util.Optional;
import org.haltline.bank.tx.xml.Coded;

/// The kind of a message (`TxCode`). The feedback to a request has the number after the request's.
public enum TxCode implements Coded {
  STOP("100101", TxRequest.Stop.class, "止付", "stop payment"),
  STOP_FEEDBACK("100102", TxFeedback.Stop.class, "止付反馈", "feedback to a stop"),
  RELEASE("100103", TxRequest.Release.class, "止付解除", "release of a stop"),
  RELEASE_FEEDBACK("100104", TxFeedback.Release.class, "止付解除反馈", "feedback to a release"),
  PROLONG("100105", TxRequest.Prolong.class, "止付延期", "prolongation of a stop"),
  PROLONG_FEEDBACK("100106", TxFeedback.Prolong.class, "止付延期反馈", "feedback to a prolongation"),
  FREEZE("100201", TxRequest.Freeze.class, "冻结", "freeze"),
  FREEZE_FEEDBACK("100202", TxFeedback.Freeze.class, "冻结反馈", "feedback to a freeze"),
  UNFREEZE("100203", TxRequest.Unfreeze.class, "冻结解除", "unfreezing"),
  UNFREEZE_FEEDBACK("100204", TxFeedback.Unfreeze.class, "冻结解除反馈", "feedback to an unfreezing"),
  RENEW("100205", TxRequest.Renew.class, "冻结延期", "renewal of a freeze"),
  RENEW_FEEDBACK("100206", TxFeedback.Renew.class, "冻结延期反馈", "feedback to a renewal"),
  TRANSACTIONS("100301", TxRequest.Transactions.class, "账户交易明细查询", "query of transactions"),
  TRANSACTIONS_FEEDBACK(
      "100302", TxFeedback.Transactions.class, "账户交易明细查询反馈", "transactions of an account"),
  HOLDER("100303", TxRequest.Holder.class, "账户持卡主体查询", "query of a holder"),
  HOLDER_FEEDBACK("100304", TxFeedback.Holder.class, "账户持卡主体查询反馈", "holder of an account"),
  WATCH("100305", TxRequest.Watch.class, "账户动态查询", "watch on an account"),
  WATCH_FEEDBACK("100306", TxFeedback.Watch.class, "账户动态查询反馈", "what a watch has seen"),
  END_WATCH("100307", TxRequest.EndWatch.class, "账户动态查询解除", "end of a watch"),
  END_WATCH_FEEDBACK(
      "100308", TxFeedback.EndWatch.class, "账户动态查询解除反馈", "feedback to the end of a watch"),
  ALL_ACCOUNTS("100309", TxRequest.AllAccounts.class, "客户全账户查询", "query of a customer's accounts"),
  ALL_ACCOUNTS_FEEDBACK(
      "100310", TxFeedback.AllAccounts.class, "客户全账户查询反馈", "accounts of a customer"),
  /// Comes from the bank; the police answer it.
  CASE_REPORT("100401", TxRequest.CaseReport.class, "案件举报", "case report"),
  CASE_REPORT_FEEDBACK(
      "100402", TxFeedback.CaseReport.class, "案件举报反馈", "feedback to a case report");

  private final String code;
  private final Class<? extends Record> body;
  private final String zh;
  private final String en;

  TxCode(String code, Class<? extends Record> body, String zh, String en) {
    this.code = code;
    this.body = body;
    this.zh = zh;
    this.en = en;
  }

  @Override
  public String code() {
    return code;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  Class<? extends Record> body() {
    return body;
  }

  public boolean isFeedback() {
    return TxFeedback.class.isAssignableFrom(body);
  }

  /// Whether the bank sends it (and it is a `Request`) or the police do (and it is a `Response`).
  public boolean isFromBank() {
    return isFeedback() != (this == CASE_REPORT || this == CASE_REPORT_FEEDBACK);
  }

  /// The kind of feedback that answers this request; empty when it is feedback itself.
  public Optional<TxCode> feedback() {
    return isFeedback() ? Optional.empty() : of(String.valueOf(Integer.parseInt(code) + 1));
  }

  private static Optional<TxCode> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  static TxCode of(Class<?> body) {
    return Arrays.stream(values())
        .filter(each -> each.body == body)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(body + " is no message"));
  }
}
