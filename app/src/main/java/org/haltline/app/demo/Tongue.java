package org.haltline.app.demo;

import java.util.Locale;
import java.util.Map;
import org.haltline.core.casefile.FraudKind;
import org.haltline.core.directory.Institution;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.subject.Bilingual;

/// The language of the terminal: Chinese when its locale says so, else English.
public enum Tongue {
  EN,
  ZH;

  public static Tongue ofTerminal(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return value.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
      }
    }
    return EN;
  }

  public Locale locale() {
    return this == ZH ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
  }

  public String say(String english, String chinese) {
    return this == ZH ? chinese : english;
  }

  String kind(OrderKind kind) {
    return switch (kind) {
      case STOP_PAYMENT -> say("stop payment", "止付");
      case PROLONG -> say("prolong stop", "止付续期");
      case RELEASE -> say("release", "解除止付");
      case FREEZE -> say("freeze", "冻结");
      case RENEW -> say("renew freeze", "续冻");
      case UNFREEZE -> say("unfreeze", "解冻");
      case HOLDER_QUERY -> say("holder query", "查询户主");
      case TRANSACTION_QUERY -> say("transactions", "查询流水");
      case WATCH -> say("watch", "动态监控");
      case RECALL -> say("recall", "撤回付款");
      case SUSPEND_NUMBER -> say("suspend number", "停机");
      case RESTORE_NUMBER -> say("restore number", "复机");
      case INTERCEPT_CALLS -> say("intercept calls", "拦截来电");
      case BLOCK_LINK -> say("block link", "封堵网址");
      case LIFT -> say("lift", "解除封堵");
      case WARNING_MESSAGE -> say("warn", "预警短信");
      case REPORT_TO_PLATFORM -> say("report account", "通报平台");
    };
  }

  /// A kind of fraud as the desks call it; another one as the operator wrote it.
  String fraud(String kind) {
    return FraudKind.of(kind).map(it -> say(it.wordEn(), it.wordZh())).orElse(kind);
  }

  /// An institution as the column of the timeline has it: English readers know it by its id.
  String institution(Institution it) {
    return say(it.id(), it.nameZh());
  }

  /// What stands before a line: a sign, or a word that is short in each language.
  String mark(String mark) {
    return switch (mark) {
      case "ok" -> say(mark, "成");
      case "no" -> say(mark, "拒");
      default -> mark;
    };
  }

  /// Why a person has to do it: the journal has it in both languages, save for what an institution
  /// said in its own.
  String why(String told) {
    Bilingual why = Bilingual.read(told);
    return this == EN || !why.zh().equals(why.en()) ? say(why.en(), why.zh()) : "须由人工核实";
  }

  String reason(ReasonCode reason) {
    return switch (reason) {
      case NO_SUCH_ACCOUNT -> say("no such account", "账户不存在");
      case NO_SUCH_NUMBER -> say("no such number", "号码不存在");
      case NAME_MISMATCH -> say("name does not match", "户名不符");
      case AMOUNT_MISMATCH -> say("amount does not match", "金额不符");
      case NOTHING_THERE -> say("nothing left there", "账户已无资金");
      case ALREADY_STOPPED -> say("stopped already", "已止付");
      case OVER_LIMIT -> say("two stops already on this account", "该账户已两次止付");
      case WHITELISTED -> say("on the bank's white list", "银行白名单");
      case REPORTED_LOST -> say("card reported lost", "已挂失");
      case ORIGINAL_MISSING -> say("original order not found", "原指令不存在");
      case BAD_FORMAT -> say("format not accepted", "格式错误");
      case DOCUMENT_MISSING -> say("document missing", "缺少文书");
      case NOT_OURS -> say("not our customer", "非本机构客户");
      case EXPIRED -> say("expired", "已过期");
      case CANNOT -> say("cannot be done here", "无法办理");
      case PROTECTED -> say("on the protected list", "受保护对象");
      case CALLERS_OWN -> say("the caller's own", "来电人本人的号码或账户");
      case ROUTE_UNKNOWN -> say("institution not known: ask", "机构未知，请询问");
      case OTHER -> say("other", "其他");
    };
  }
}
