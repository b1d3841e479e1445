package org.haltline.core.journal.verify;

import java.util.Locale;

/// Findings in words, Chinese or English: what is wrong, and where.
public final class FindingText {

  private FindingText() {}

  public static String of(Finding finding, Locale locale) {
    return locale.getLanguage().equals("zh") ? chinese(finding) : english(finding);
  }

  private static String english(Finding finding) {
    return switch (finding) {
      case Finding.FactAltered f ->
          "case %s: version %d at %s was altered".formatted(f.caseId(), f.version(), f.position());
      case Finding.ChainBroken f ->
          "case %s: version %d at %s does not follow the version before it"
              .formatted(f.caseId(), f.version(), f.position());
      case Finding.FactsMissing f ->
          "case %s: %s missing (seen at %s)"
              .formatted(f.caseId(), versions(f.from(), f.to()), f.seenAt());
      case Finding.FactOutOfOrder f ->
          "case %s: version %d at %s stands out of order or twice"
              .formatted(f.caseId(), f.version(), f.position());
      case Finding.NotAFact f -> "position %s holds no fact: %s".formatted(f.position(), f.why());
      case Finding.CaseListShort f ->
          "case %s: its list names %d of its %d facts".formatted(f.caseId(), f.listed(), f.facts());
      case Finding.StretchChanged f ->
          "seal %d: the facts after %s through %s are not the sealed ones (%d sealed, %d found)"
              .formatted(f.seal(), f.after(), f.through(), f.sealed(), f.found());
      case Finding.SealForged f ->
          "seal %d in the %s is not signed by a trusted key".formatted(f.seal(), place(f.source()));
      case Finding.SealUnreadable f ->
          "seal %d in the %s cannot be read: %s".formatted(f.seal(), place(f.source()), f.why());
      case Finding.SealChainBroken f ->
          "seal %d in the %s does not continue the seal before it"
              .formatted(f.seal(), place(f.source()));
      case Finding.SealsMissing f ->
          "%s missing from the journal".formatted(seals(f.from(), f.to()));
      case Finding.WitnessDiffers f -> "seal %d: the witness holds another one".formatted(f.seal());
      case Finding.JournalTakenBack f ->
          "the journal ends with seal %d, but seal %d was witnessed: it was taken back"
              .formatted(f.lastSeal(), f.lastWitnessed());
      case Finding.NotYetSealed f ->
          "%d facts after %s are not yet sealed".formatted(f.facts(), f.after());
      case Finding.NotYetWitnessed f -> "%s not yet witnessed".formatted(seals(f.from(), f.to()));
      case Finding.NoWitness _ -> "no witness to compare the seals with";
    };
  }

  private static String versions(long from, long to) {
    return from == to ? "version %d is".formatted(from) : "versions %d-%d are".formatted(from, to);
  }

  private static String seals(long from, long to) {
    return from == to ? "seal %d is".formatted(from) : "seals %d-%d are".formatted(from, to);
  }

  private static String place(Finding.Source source) {
    return switch (source) {
      case JOURNAL -> "journal";
      case WITNESS -> "witness";
    };
  }

  private static String chinese(Finding finding) {
    return switch (finding) {
      case Finding.FactAltered f ->
          "案件 %s：位置 %s 的第 %d 条被改动".formatted(f.caseId(), f.position(), f.version());
      case Finding.ChainBroken f ->
          "案件 %s：位置 %s 的第 %d 条与前一条不衔接".formatted(f.caseId(), f.position(), f.version());
      case Finding.FactsMissing f ->
          "案件 %s：缺第 %d 至 %d 条（在 %s 处发现）".formatted(f.caseId(), f.from(), f.to(), f.seenAt());
      case Finding.FactOutOfOrder f ->
          "案件 %s：位置 %s 的第 %d 条次序颠倒或重复".formatted(f.caseId(), f.position(), f.version());
      case Finding.NotAFact f -> "位置 %s 不是一条记录：%s".formatted(f.position(), f.why());
      case Finding.CaseListShort f ->
          "案件 %s：目录只列出 %d 条，实有 %d 条".formatted(f.caseId(), f.listed(), f.facts());
      case Finding.StretchChanged f ->
          "第 %d 号封签：%s 之后至 %s 的记录与封存时不符（封存 %d 条，现有 %d 条）"
              .formatted(f.seal(), f.after(), f.through(), f.sealed(), f.found());
      case Finding.SealForged f ->
          "%s中第 %d 号封签不是由受信任的密钥签署".formatted(chinesePlace(f.source()), f.seal());
      case Finding.SealUnreadable f ->
          "%s中第 %d 号封签无法读取：%s".formatted(chinesePlace(f.source()), f.seal(), f.why());
      case Finding.SealChainBroken f ->
          "%s中第 %d 号封签与前一封签不衔接".formatted(chinesePlace(f.source()), f.seal());
      case Finding.SealsMissing f -> "日志中缺第 %d 至 %d 号封签".formatted(f.from(), f.to());
      case Finding.WitnessDiffers f -> "第 %d 号封签与见证副本不一致".formatted(f.seal());
      case Finding.JournalTakenBack f ->
          "日志止于第 %d 号封签，而见证副本已有第 %d 号：日志被回退".formatted(f.lastSeal(), f.lastWitnessed());
      case Finding.NotYetSealed f -> "%s 之后的 %d 条记录尚未封存".formatted(f.after(), f.facts());
      case Finding.NotYetWitnessed f -> "第 %d 至 %d 号封签尚无见证副本".formatted(f.from(), f.to());
      case Finding.NoWitness _ -> "没有见证副本可供比对";
    };
  }

  private static String chinesePlace(Finding.Source source) {
    return switch (source) {
      case JOURNAL -> "日志";
      case WITNESS -> "见证副本";
    };
  }
}
