package org.haltline.bank.tx;

import org.haltline.core.order.OrderKind;

/// What the liaison should do next, in both languages of the desk.
public enum NextStep {
  NOTHING("无需处理", "nothing to do"),
  CHECK_NAME_AND_ID(
      "核对户名与证件后重新下达；户名不明时可不填户名",
      "check name and id, then order again; leave the name out when it is not certain"),
  CHECK_NUMBER(
      "向报案人或流水核对账号、开户行后重新下达",
      "check number and bank with the caller or the statement, then order again"),
  CHECK_AMOUNT("核对金额后重新下达", "check the amount, then order again"),
  ASK_FOR_EXCEPTION(
      "账户在银行白名单内：电话联系银行联络人，必要时由县级以上负责人出面",
      "the account is on the bank's white list: ring the bank's liaison, a county-level chief if"
          + " need be"),
  WATCH_LOST_CARD(
      "账户已挂失，资金暂不能从该卡转出：查询交易明细并布控",
      "reported lost, so nothing leaves by this card for now: query its transactions and watch it"),
  CHECK_ORIGINAL(
      "核对原指令的申请编号；如银行确无原指令，重新下达止付或冻结",
      "check the number of the earlier order; if the bank has none, order the stop or freeze anew"),
  CONFIRM_LET_GO(
      "银行查无要解除的指令：电话核实该账户已无本案止付或冻结，并登记结果",
      "the bank does not know what is to be let go: ring it, make sure that nothing of this case is"
          + " held on the account, and note it"),
  CORRECT_AND_RESEND(
      "报文内容有误：按银行说明更正后重新下达，并通知技术人员",
      "the message is wrong: mend it as the bank says and order again; tell the engineers"),
  ATTACH_PAPERS(
      "补齐法律文书（警官证、止付申请表或冻结文书）后重新下达",
      "attach the missing papers (officers' ids, stop form or freeze document), then order again"),
  CHECK_ROUTE(
      "核对银行机构代码与开户行，可能不是该行账户",
      "check the bank's number and the route: it may be another bank's account"),
  CHECK_DATES("核对起止时间与法定期限后重新下达", "check the dates against the legal terms, then order again"),
  ASK_OUTCOME(
      "银行称已处理过：电话核实该指令的实际结果并登记",
      "the bank says it has dealt with this before: ring it, find out what came of it and note it"),
  DO_BY_HAND("该行尚未开通此功能：改由人工办理", "the bank's machine cannot do this: have it done by hand"),
  ASK_AGAIN(
      "执行与否不明：系统会以原编号再次询问，紧急时电话核实",
      "not known whether it happened: it is asked again under the same number; ring when it is"
          + " urgent"),
  FOLLOW_THE_MONEY(
      "余额不足：立即查询交易明细，对下级账户延伸止付",
      "less was there than asked: query the transactions at once and stop the next account"),
  RING_THE_BANK("电话联系银行联络人查明原因", "ring the bank's liaison for the cause"),
  SEE_WHO_HOLDS(
      "查明在先措施的机关与到期时间，必要时轮候冻结",
      "find out who holds it and until when; queue a freeze behind it if need be"),
  FREEZE_INSTEAD(
      "止付次数已用尽：到期前办理冻结",
      "no stop is left on this account: have it frozen before the last one ends"),
  STOP_ANEW_OR_FREEZE(
      "原止付已到期，资金可能已转出：立即重新止付或冻结，并查询交易明细",
      "the stop has run out and the money may be moving: stop anew or freeze at once, query the"
          + " transactions"),
  CONFIRM_NOTHING_HELD(
      "原止付已到期自动解除：核实账户已无本案止付",
      "the stop had ended by itself: make sure that nothing of this case is held any more");

  private final String zh;
  private final String en;

  NextStep(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /// The same for an order of this kind: whoever lets go does not stop anew what a bank does not
  /// know.
  public NextStep after(OrderKind kind) {
    return this == CHECK_ORIGINAL && kind.letsGo() ? CONFIRM_LET_GO : this;
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }
}
