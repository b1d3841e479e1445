package org.haltline.core.subject;

/// Simplified characters for the traditional ones that stand in the names of banks, wallets and
/// carriers, as people write them in Hong Kong, Macau and Taiwan.
///
/// A list, not a library: ICU's transliterator knows every character, and is far more than the name
/// of a bank asks for. What is not in the list stays as it is.
public final class Simplified {
  // in pairs: the traditional character, the simplified one
  private static final String PAIRS =
      "銀银國国農农業业設设儲储郵邮發发東东廣广華华興兴蘇苏寧宁灣湾門门龍龙滬沪瀋沈陽阳無无錫锡紹绍溫温島岛煙烟臺台榮荣豐丰匯汇滙汇達达眾众點点億亿萬万"
          + "聯联連连進进遠远電电訊讯動动網网絡络線线話话號号務务團团責责資资貿贸財财貨货貸贷費费賬账帳帐戶户寶宝餘余額额螞蚂蟻蚁錢钱個个體体類类關关開开環环"
          + "經经濟济營营廳厅處处總总縣县鄉乡鎮镇區区際际亞亚歐欧齊齐魯鲁贛赣瓊琼貴贵雲云慶庆漢汉濱滨瀘泸義义烏乌紅红藍蓝綠绿黃黄長长張张壽寿證证險险託托擔担"
          + "傳传歡欢樂乐員员學学書书時时實实專专創创優优會会視视訂订購购買买賣卖頻频閒闲魚鱼貓猫騰腾雙双單单機机構构鐵铁車车飛飞";

  /// Chinese characters begin here.
  private static final char FIRST = '\u4E00';

  private static final char[] BY_TRADITIONAL = byTraditional();

  private Simplified() {}

  /// The same text in simplified characters, as far as they are known here; its length is the same.
  public static String of(String text) {
    char[] simple = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char simpler = c < FIRST ? c : BY_TRADITIONAL[c - FIRST];
      if (simpler != c) {
        simple = simple == null ? text.toCharArray() : simple;
        simple[i] = simpler;
      }
    }
    return simple == null ? text : new String(simple);
  }

  /// Every character from [#FIRST] on; what has no simpler form stands for itself.
  private static char[] byTraditional() {
    var simple = new char[Character.MAX_VALUE + 1 - FIRST];
    for (int i = 0; i < simple.length; i++) {
      simple[i] = (char) (FIRST + i);
    }
    for (int i = 0; i < PAIRS.length(); i += 2) {
      simple[PAIRS.charAt(i) - FIRST] = PAIRS.charAt(i + 1);
    }
    return simple;
  }
}
