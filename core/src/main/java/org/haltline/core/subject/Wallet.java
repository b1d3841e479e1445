package org.haltline.core.subject;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A payment wallet by the names people give it; its accounts are phone numbers, addresses and ids,
/// not card numbers.
enum Wallet {
  ALIPAY("支付宝", "alipay", "蚂蚁", "余额宝", "花呗"),
  WECHAT_PAY("微信", "财付通", "wechat", "weixin", "tenpay", "零钱通"),
  UNIONPAY_APP("云闪付"),
  DOUYIN_PAY("抖音支付"),
  JD_PAY("京东支付", "京东钱包", "jdpay"),
  BESTPAY("翼支付", "bestpay"),
  DIGITAL_YUAN("数字人民币", "e-cny", "ecny"),
  PAYPAL("paypal");

  private static final List<Wallet> ALL = List.of(values());

  // Never changes: List.of copies. The type does not say so, and Guava's, which does, stays
  // outside.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  Wallet(String... names) {
    this.names = List.of(names);
  }

  /// The wallet whose name stands in `text`, for instance "支付宝(中国)网络技术有限公司".
  static Optional<Wallet> in(String text) {
    String folded = Simplified.of(text).toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
    for (Wallet wallet : ALL) {
      for (String name : wallet.names) {
        if (folded.contains(name)) {
          return Optional.of(wallet);
        }
      }
    }
    return Optional.empty();
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
