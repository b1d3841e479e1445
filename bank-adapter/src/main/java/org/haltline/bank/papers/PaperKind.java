package org.haltline.bank.papers;

import java.util.Optional;
import org.haltline.core.order.OrderKind;

/// What an order's document is.
public enum PaperKind {
  STOP_FORM("紧急止付申请表", "Stop-payment form", "《中华人民共和国反电信网络诈骗法》第二十条"),
  FREEZE_NOTICE("协助冻结财产通知书", "Freeze notice", "《中华人民共和国刑事诉讼法》第一百四十四条"),
  RELEASE_NOTICE("协助解除通知书", "Release notice", "《中华人民共和国刑事诉讼法》第一百四十五条；《中华人民共和国反电信网络诈骗法》第二十条");

  private final String zh;
  private final String en;
  private final String basis;

  PaperKind(String zh, String en, String basis) {
    this.zh = zh;
    this.en = en;
    this.basis = basis;
  }

  /// The title.
  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }

  /// The rule that allows it.
  String basis() {
    return basis;
  }

  /// Empty where orders of that kind have no document.
  public static Optional<PaperKind> of(OrderKind kind) {
    return switch (kind) {
      case STOP_PAYMENT, PROLONG -> Optional.of(STOP_FORM);
      case FREEZE, RENEW -> Optional.of(FREEZE_NOTICE);
      case RELEASE, UNFREEZE -> Optional.of(RELEASE_NOTICE);
      case HOLDER_QUERY,
          TRANSACTION_QUERY,
          WATCH,
          RECALL,
          SUSPEND_NUMBER,
          RESTORE_NUMBER,
          INTERCEPT_CALLS,
          BLOCK_LINK,
          LIFT,
          WARNING_MESSAGE,
          REPORT_TO_PLATFORM ->
          Optional.empty();
    };
  }
}
