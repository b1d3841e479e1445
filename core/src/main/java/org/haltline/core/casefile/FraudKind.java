package org.haltline.core.casefile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The kinds of fraud that every centre tells apart. A report keeps the word of whoever took it, in
/// that person's language; counted they are by these.
public enum FraudKind {
  SERVICE("冒充客服", "Posing as customer service"),
  POLICE("冒充公检法", "Posing as police or court"),
  CREDIT("注销校园贷 · 征信", "Student loan or credit record"),
  REBATE("刷单返利", "Paid clicks and rebates"),
  INVEST("虚假投资理财", "Fake investment"),
  LOAN("虚假贷款", "Fake loan"),
  ACQUAINTANCE("冒充熟人领导", "Posing as an acquaintance"),
  ROMANCE("婚恋交友", "Romance"),
  SHOPPING("虚假购物", "Fake shopping"),
  OTHER("其他", "Other");

  private static final Map<String, FraudKind> KNOWN = known();

  private final String wordZh;
  private final String wordEn;

  FraudKind(String wordZh, String wordEn) {
    this.wordZh = wordZh;
    this.wordEn = wordEn;
  }

  public String wordZh() {
    return wordZh;
  }

  public String wordEn() {
    return wordEn;
  }

  /// What does not change with the language, such as `service`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, FraudKind> known() {
    var known = new HashMap<String, FraudKind>();
    for (FraudKind kind : values()) {
      known.put(kind.code(), kind);
      known.put(kind.wordZh, kind);
      known.put(kind.wordEn, kind);
    }
    return Map.copyOf(known);
  }

  /// By its code or its word in either language.
  public static Optional<FraudKind> of(String said) {
    return Optional.ofNullable(KNOWN.get(said.strip()));
  }

  /// The code of a kind that is known; another one as it was written.
  public static String codeOf(String said) {
    return of(said).map(FraudKind::code).orElseGet(said::strip);
  }
}
