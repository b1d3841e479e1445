package org.haltline.telecom.smpp;

import org.haltline.telecom.smpp.SmppReach.Words;

/// What a warning says. No link, no number but the hotline's, no name and nothing of the case: who
/// reads over the shoulder learns nothing, and nobody is taught to follow what a message says.
final class WarningText {
  private static final String ZH =
      "【%1$s】您可能正在遭遇电信网络诈骗。请立即停止转账，不要提供验证码，不要屏幕共享。请自行拨打%2$s核实，核验码%3$s。本短信不含链接。";
  private static final String EN =
      "[%1$s] You may be dealing with a fraudster right now. Stop all transfers, share no code and"
          + " no screen. Check by ringing %2$s yourself, proof code %3$s. This message has no"
          + " link.";
  private static final String FLASH_ZH = "【%1$s】疑似诈骗！立即停止转账，拨打%2$s核实，核验码%3$s";
  private static final String FLASH_EN =
      "[%1$s] Suspected fraud! Stop transfers, ring %2$s, proof code %3$s";

  private WarningText() {}

  static String of(Words words, String proofCode) {
    String zh =
        (words.flash() ? FLASH_ZH : ZH).formatted(words.centreZh(), words.hotline(), proofCode);
    String en =
        (words.flash() ? FLASH_EN : EN).formatted(words.centreEn(), words.hotline(), proofCode);
    return switch (words.language()) {
      case ZH -> zh;
      case EN -> en;
      case BOTH -> zh + "\n" + en;
    };
  }
}
