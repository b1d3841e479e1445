package org.haltline.bank.tx;

import java.util.Arrays;
import java.util.Optional;
import org.haltline.bank.tx.xml.Coded;
import org.haltline.core.order.ReasonCode;
import org.jspecify.annotations.Nullable;

/// The result codes of one bank, what they mean for an order, and what to do next. The source also
/// has a second name for 1200; codes of failed freezes (14xx to 17xx) are not public.
public enum TxResult implements Coded {
  SUCCESS("0000", Outcome.DONE, null, "成功", "done", NextStep.NOTHING),
  IDENTITY_MISMATCH(
      "0100",
      Outcome.REFUSED,
      ReasonCode.NAME_MISMATCH,
      "证件信息与账户不符",
      "id and account do not fit",
      NextStep.CHECK_NAME_AND_ID),
  IDENTITY_OTHER(
      "0199",
      Outcome.REFUSED,
      ReasonCode.NAME_MISMATCH,
      "身份认证失败",
      "identity not confirmed",
      NextStep.CHECK_NAME_AND_ID),
  AMOUNT_FORMAT(
      "0200",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "金额为负或格式错误",
      "amount below zero or ill-formed",
      NextStep.CHECK_AMOUNT),
  AMOUNT_OTHER(
      "0299",
      Outcome.REFUSED,
      ReasonCode.AMOUNT_MISMATCH,
      "无效金额",
      "amount not valid",
      NextStep.CHECK_AMOUNT),
  NO_ACCOUNT(
      "0300",
      Outcome.REFUSED,
      ReasonCode.NO_SUCH_ACCOUNT,
      "账号有误或不存在",
      "no such account",
      NextStep.CHECK_NUMBER),
  NAME_MISMATCH(
      "0301",
      Outcome.REFUSED,
      ReasonCode.NAME_MISMATCH,
      "账号与户名不符",
      "the account is under another name",
      NextStep.CHECK_NAME_AND_ID),
  WHITE_LIST(
      "0302",
      Outcome.REFUSED,
      ReasonCode.WHITELISTED,
      "账号在白名单内",
      "the account is on the white list",
      NextStep.ASK_FOR_EXCEPTION),
  REPORTED_LOST(
      "0303",
      Outcome.REFUSED,
      ReasonCode.REPORTED_LOST,
      "账号已挂失",
      "the card is reported lost",
      NextStep.WATCH_LOST_CARD),
  ACCOUNT_UNCLEAR(
      "0304",
      Outcome.REFUSED,
      ReasonCode.OTHER,
      "账号异常",
      "something is wrong with the account",
      NextStep.CHECK_NUMBER),
  ACCOUNT_OTHER(
      "0399",
      Outcome.REFUSED,
      ReasonCode.OTHER,
      "无效账卡号",
      "account not valid",
      NextStep.CHECK_NUMBER),
  ORIGINAL_MISSING(
      "0400",
      Outcome.REFUSED,
      ReasonCode.ORIGINAL_MISSING,
      "找不到原指令",
      "the earlier order is not known",
      NextStep.CHECK_ORIGINAL),
  ORIGINAL_OTHER(
      "0499",
      Outcome.REFUSED,
      ReasonCode.ORIGINAL_MISSING,
      "原指令异常",
      "something is wrong with the earlier order",
      NextStep.CHECK_ORIGINAL),
  FIELD_MISSING(
      "0500",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "报文必填项缺失",
      "a field is missing",
      NextStep.CORRECT_AND_RESEND),
  UNREADABLE(
      "0501",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "报文不可解析",
      "the message cannot be read",
      NextStep.CORRECT_AND_RESEND),
  FORMAT_OTHER(
      "0599",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "报文格式错误",
      "the message is ill-formed",
      NextStep.CORRECT_AND_RESEND),
  PAPER_MISSING(
      "0600",
      Outcome.REFUSED,
      ReasonCode.DOCUMENT_MISSING,
      "缺少法律文书",
      "a paper is missing",
      NextStep.ATTACH_PAPERS),
  PAPER_OTHER(
      "0699",
      Outcome.REFUSED,
      ReasonCode.DOCUMENT_MISSING,
      "法律文书有误",
      "something is wrong with the papers",
      NextStep.ATTACH_PAPERS),
  ORGANISATION(
      "0700",
      Outcome.REFUSED,
      ReasonCode.NOT_OURS,
      "机构代码错误",
      "the house's number is not known",
      NextStep.CHECK_ROUTE),
  SUB_ORGANISATION(
      "0701",
      Outcome.REFUSED,
      ReasonCode.NOT_OURS,
      "子机构代码错误",
      "the branch's number is not known",
      NextStep.CHECK_ROUTE),
  ORGANISATION_OTHER(
      "0799",
      Outcome.REFUSED,
      ReasonCode.NOT_OURS,
      "机构代码异常",
      "something is wrong with the house's number",
      NextStep.CHECK_ROUTE),
  DATE_FORMAT(
      "0800",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "日期格式错误",
      "a date is ill-formed",
      NextStep.CHECK_DATES),
  DATE_BEYOND_LAW(
      "0801",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "起止日期超出法律效力范围",
      "the term is longer than the law allows",
      NextStep.CHECK_DATES),
  DATE_OF_ORDER(
      "0802",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "指令申请日期异常",
      "the date of the order cannot be",
      NextStep.CHECK_DATES),
  DATE_OTHER(
      "0899",
      Outcome.REFUSED,
      ReasonCode.BAD_FORMAT,
      "日期错误",
      "a date is wrong",
      NextStep.CHECK_DATES),
  DEALT_WITH("0900", Outcome.UNCLEAR, null, "已处理过该业务", "dealt with before", NextStep.ASK_OUTCOME),
  DEALT_WITH_OTHER(
      "0999",
      Outcome.UNCLEAR,
      null,
      "已处理过的业务",
      "dealt with before, in some way",
      NextStep.ASK_OUTCOME),
  NOT_SUPPORTED(
      "1000",
      Outcome.BY_HAND,
      ReasonCode.CANNOT,
      "发卡机构尚未开通此功能",
      "the bank does not offer this",
      NextStep.DO_BY_HAND),
  NOT_SUPPORTED_OTHER(
      "1099",
      Outcome.BY_HAND,
      ReasonCode.CANNOT,
      "请求的功能尚不支持",
      "not supported",
      NextStep.DO_BY_HAND),
  BANK_TROUBLE(
      "1100", Outcome.UNCLEAR, null, "行内处理异常", "trouble inside the bank", NextStep.ASK_AGAIN),
  NETWORK("1101", Outcome.UNCLEAR, null, "平台通信异常", "trouble on the way", NextStep.ASK_AGAIN),
  NETWORK_OTHER(
      "1199", Outcome.UNCLEAR, null, "接收机构无法到达", "the bank is out of reach", NextStep.ASK_AGAIN),
  STOPPED_IN_PART(
      "1200",
      Outcome.PARTLY,
      null,
      "已限额止付，账户内金额不足",
      "stopped up to the sum, but less is in the account",
      NextStep.FOLLOW_THE_MONEY),
  STOP_FAILED(
      "1300",
      Outcome.REFUSED,
      ReasonCode.OTHER,
      "行内止付失败",
      "the stop failed inside the bank",
      NextStep.RING_THE_BANK),
  STOPPED_ALREADY(
      "1301",
      Outcome.REFUSED,
      ReasonCode.ALREADY_STOPPED,
      "账户已止付",
      "the account is stopped already",
      NextStep.SEE_WHO_HOLDS),
  FROZEN_IN_PART(
      "1302",
      Outcome.REFUSED,
      ReasonCode.ALREADY_STOPPED,
      "账户已限额冻结",
      "the account is frozen up to a sum",
      NextStep.SEE_WHO_HOLDS),
  FROZEN_WHOLLY(
      "1303",
      Outcome.REFUSED,
      ReasonCode.ALREADY_STOPPED,
      "账户已全部冻结",
      "the whole account is frozen",
      NextStep.SEE_WHO_HOLDS),
  STOPS_USED_UP(
      "1304",
      Outcome.REFUSED,
      ReasonCode.OVER_LIMIT,
      "超出规定止付次数",
      "stopped as often as the rules allow",
      NextStep.FREEZE_INSTEAD),
  STOP_OTHER(
      "1399", Outcome.REFUSED, ReasonCode.OTHER, "止付失败", "the stop failed", NextStep.RING_THE_BANK),
  PROLONGED_TOO_LATE(
      "1800",
      Outcome.REFUSED,
      ReasonCode.EXPIRED,
      "止付已到期，延期失效",
      "the stop had run out before",
      NextStep.STOP_ANEW_OR_FREEZE),
  PROLONG_OTHER(
      "1899",
      Outcome.REFUSED,
      ReasonCode.OTHER,
      "止付延期失败",
      "the prolongation failed",
      NextStep.RING_THE_BANK),
  RELEASED_TOO_LATE(
      "1900",
      Outcome.REFUSED,
      ReasonCode.EXPIRED,
      "止付已到期，解除失效",
      "the stop had ended before",
      NextStep.CONFIRM_NOTHING_HELD),
  RELEASE_OTHER(
      "1999",
      Outcome.REFUSED,
      ReasonCode.OTHER,
      "止付解除失败",
      "the release failed",
      NextStep.RING_THE_BANK);

  /// What a result says about the order.
  public enum Outcome {
    DONE,
    /// Done with what was there.
    PARTLY,
    REFUSED,
    /// It may or may not have happened.
    UNCLEAR,
    /// A person must do it.
    BY_HAND
  }

  private final String code;
  private final Outcome outcome;
  private final @Nullable ReasonCode reason;
  private final String zh;
  private final String en;
  private final NextStep next;

  TxResult(
      String code,
      Outcome outcome,
      @Nullable ReasonCode reason,
      String zh,
      String en,
      NextStep next) {
    this.code = code;
    this.outcome = outcome;
    this.reason = reason;
    this.zh = zh;
    this.en = en;
    this.next = next;
  }

  /// Empty for a code that is not in the table.
  public static Optional<TxResult> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  @Override
  public String code() {
    return code;
  }

  public Outcome outcome() {
    return outcome;
  }

  /// Why it was refused; OTHER where that is no question.
  public ReasonCode reason() {
    return reason == null ? ReasonCode.OTHER : reason;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  public NextStep next() {
    return next;
  }
}
