package org.haltline.core.statement;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a column of a statement holds, by the headings that banks give it.
enum Column {
  TIME("交易时间 交易日期时间 记账时间 入账时间 交易时刻 transactiontime datetime transactiondatetime timestamp"),
  DATE(
      "交易日期 交易日 记账日期 入账日期 账务日期 日期 起息日 date transactiondate postingdate bookingdate valuedate"
          + " txndate trandate"),
  CLOCK("时间 交易时分秒 time txntime"),
  AMOUNT("交易金额 金额 发生额 交易额 发生金额 交易发生额 本币金额 amount transactionamount txnamount" + " amountcny"),
  DEBIT(
      "借方发生额 借方金额 借方 支出 支出金额 支取 支取金额 转出金额 付款金额 付方发生额 debit debitamount"
          + " withdrawal withdrawals withdrawalamount moneyout paidout"),
  CREDIT(
      "贷方发生额 贷方金额 贷方 收入 收入金额 存入 存入金额 转入金额 收款金额 收方发生额 credit"
          + " creditamount deposit deposits depositamount moneyin paidin"),
  DIRECTION(
      "借贷标志 借贷方向 借贷 收支 收支标志 收支类型 收付标志 收/支 资金方向 交易方向 进出账标志 debit/credit"
          + " dr/cr d/c drcr dcflag direction in/out"),
  OWN_ACCOUNT(
      "本方账号 本方账户 账号 账户 卡号 交易卡号 交易账号 查询账号 客户账号 本方卡号 主账号 account"
          + " accountnumber accountno cardnumber"),
  OWN_NAME("户名 账户名称 账户名 客户名称 本方户名 客户姓名 姓名 accountname accountholder customername"),
  OTHER_ACCOUNT(
      "对方账号 对方账户 对方卡号 交易对方账号 交易对手账号 对手账号 对手账户 对方账卡号 交易对方账卡号 对方账号/卡号"
          + " 收/付方账号 收付方账号 收付款人账号 对方客户账号 counterpartyaccount counterpartyaccountnumber"
          + " beneficiaryaccount opponentaccount payeeaccount otheraccount"),
  OTHER_NAME(
      "对方户名 对方名称 对方姓名 对方账户名 对方账户名称 交易对方名称 交易对手名称 交易对方 交易对手 对手户名"
          + " 对手名称 收/付方名称 收付方名称 收付款人名称 对方单位名称 对方客户名称 counterparty"
          + " counterpartyname beneficiaryname beneficiary opponentname payee payeename"),
  OTHER_BANK(
      "对方开户行 对方行名 对方银行 对方开户银行 对方账号开户行 交易对方开户行 对手开户行 对手行名 对方开户机构"
          + " 对方行号 counterpartybank beneficiarybank opponentbank payeebank"),
  CURRENCY("币种 货币 交易币种 币别 币种名称 currency ccy"),
  REFERENCE(
      "交易流水号 流水号 日志号 凭证号 交易序号 交易流水 柜员流水号 核心流水号 业务流水号 reference referenceno"
          + " transactionid transactionreference serialnumber txnid"),
  REMARK(
      "摘要 备注 用途 附言 交易摘要 交易说明 交易附言 交易类型 摘要说明 description narrative remark remarks"
          + " memo details purpose");

  private static final Pattern UNSAID = Pattern.compile("[\\s_:：*\"']+|\\(.*?\\)|\\[.*?]");
  private static final Map<String, Column> BY_HEADING = byHeading();

  private final String headings;

  Column(String headings) {
    this.headings = headings;
  }

  private static Map<String, Column> byHeading() {
    var all = new HashMap<String, Column>();
    for (Column column : values()) {
      for (String heading : column.headings.split(" ", -1)) {
        Column before = all.put(plain(heading), column);
        if (before != null) {
          throw new IllegalStateException(heading + " heads both " + before + " and " + column);
        }
      }
    }
    return Map.copyOf(all);
  }

  /// What a column under this heading holds; empty when nobody needs to know.
  static Optional<Column> under(String heading) {
    return Optional.ofNullable(BY_HEADING.get(plain(heading)));
  }

  /// Width, case, spaces, units in brackets and the two ways to write "account" do not matter.
  private static String plain(String heading) {
    String narrow = Normalizer.normalize(heading, Normalizer.Form.NFKC);
    return UNSAID.matcher(narrow).replaceAll("").replace('帐', '账').toLowerCase(Locale.ROOT);
  }
}
