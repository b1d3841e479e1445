package org.haltline.core.order;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haltline.core.subject.Bilingual;
import org.jspecify.annotations.Nullable;

/// The law of one jurisdiction as data: how long, how often, with which papers, on whose word.
///
/// @param version goes into the head of every fact decided under it
/// @param language `zh` or `en`: in which the house tells institutions why, where no person wrote
///   the reason. An order answers to the law of one jurisdiction and is read by its clerks, on
///   forms with little room, so it is said once, in the language of that law
/// @param zone calendar terms (months, years) are counted in it
/// @param goldenTime how long after a payment left its money is usually still catchable
/// @param oldestPayment payments older than this are refused as a slip of the pen
/// @param largestAmountMinor a sum above it is refused as a slip of the pen
/// @param unfreezeWithin how soon an account found unrelated must be let go
/// @param onReport what is ordered in the very act of filing a report, for the targets that call
///   for it
/// @param objection how to object, by language (`zh`, `en`); stands on every hold
/// @param kinds the rule for every kind of order
public record Rulebook(
    String jurisdiction,
    String version,
    String language,
    ZoneId zone,
    Duration goldenTime,
    Duration oldestPayment,
    long largestAmountMinor,
    Term unfreezeWithin,
    Set<OrderKind> onReport,
    Map<String, String> objection,
    Map<OrderKind, KindRule> kinds) {

  private static final List<String> LANGUAGES = List.of("zh", "en");

  private static final Set<OrderKind> ORDERED_BY_REPORTS =
      EnumSet.of(
          OrderKind.STOP_PAYMENT,
          OrderKind.RECALL,
          OrderKind.SUSPEND_NUMBER,
          OrderKind.INTERCEPT_CALLS,
          OrderKind.BLOCK_LINK,
          OrderKind.REPORT_TO_PLATFORM);

  /// So that thousands of payments can be added up in 64 bits.
  private static final long LARGEST_AMOUNT_MAX = 999_999_999_999_999L;

  /// Of a cap: the journal keeps the holders of a cap's places in one short list.
  private static final int MOST_PER_TARGET_MAX = 1_000;

  /// A warning that comes more often than this is none.
  private static final int MOST_PER_DAY_MAX = 20;

  public Rulebook {
    onReport = Set.copyOf(onReport);
    objection = Map.copyOf(objection);
    kinds = Map.copyOf(kinds);
  }

  /// The rule for one kind.
  ///
  /// @param answerWithin after this an unanswered order is overdue
  /// @param term how long what it leaves standing stands
  /// @param majorTerm the longest term for a case approved as major or complex
  /// @param mostPerTarget cap over all cases of the centre; null for none
  /// @param approval the second person it needs; null for none, and always none for a letting-go of
  ///   money
  /// @param needsFiledCase whether the case must have been opened as a criminal case
  /// @param warnBefore how long before the end the house warns
  /// @param papers documents that belong to it
  /// @param ifProtected the second person by whom even a protected domain may be ordered on; null
  ///   where nobody can
  /// @param mostPerDay how many of it one target gets on one day of the centre, over all cases and
  ///   institutions; null for no such limit
  public record KindRule(
      Duration answerWithin,
      @Nullable Term term,
      @Nullable Term majorTerm,
      @Nullable Integer mostPerTarget,
      @Nullable Approval approval,
      boolean needsFiledCase,
      List<Duration> warnBefore,
      List<Paper> papers,
      @Nullable Approval ifProtected,
      @Nullable Integer mostPerDay) {

    public KindRule {
      warnBefore = List.copyOf(warnBefore);
      papers = List.copyOf(papers);
    }

    /// A rule under which what is protected is ordered on by nobody.
    public KindRule(
        Duration answerWithin,
        @Nullable Term term,
        @Nullable Term majorTerm,
        @Nullable Integer mostPerTarget,
        @Nullable Approval approval,
        boolean needsFiledCase,
        List<Duration> warnBefore,
        List<Paper> papers) {
      this(
          answerWithin,
          term,
          majorTerm,
          mostPerTarget,
          approval,
          needsFiledCase,
          warnBefore,
          papers,
          null,
          null);
    }
  }

  /// Who may approve: at least this role and level; for a major case the higher level.
  public record Approval(Role role, PoliceUnit.Level level, PoliceUnit.Level majorLevel) {}

  /// A document that an order needs.
  ///
  /// @param dueWithin after the order left ("stop first, paper later"); null when it must be there
  ///   before the order may leave
  public record Paper(String name, @Nullable Duration dueWithin) {

    public boolean isNeededBefore() {
      return dueWithin == null;
    }
  }

  /// What an institution is told, in the language of this law.
  public String told(Bilingual reason) {
    return language.equals("zh") ? reason.zh() : reason.en();
  }

  public KindRule rule(OrderKind kind) {
    KindRule rule = kinds.get(kind);
    if (rule == null) {
      throw new IllegalStateException("rulebook " + version + " has no rule for " + kind);
    }
    return rule;
  }

  /// Everything that is wrong with this rulebook, a sentence each; empty when it may be used.
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (version.isBlank()) {
      faults.add("version: must not be empty");
    }
    if (goldenTime.isNegative() || goldenTime.isZero()) {
      faults.add("goldenTime: must be longer than nothing");
    }
    if (oldestPayment.isNegative() || oldestPayment.isZero()) {
      faults.add("oldestPayment: must be longer than nothing");
    }
    if (largestAmountMinor <= 0 || largestAmountMinor > LARGEST_AMOUNT_MAX) {
      faults.add("largestAmountMinor: above zero and at most " + LARGEST_AMOUNT_MAX);
    }
    if (!unfreezeWithin.isPositive()) {
      faults.add("unfreezeWithin: must be longer than nothing");
    }
    if (!LANGUAGES.contains(language)) {
      faults.add("language: one of " + String.join(", ", LANGUAGES));
    }
    for (String one : LANGUAGES) {
      if (objection.getOrDefault(one, "").isBlank()) {
        faults.add("objection." + one + ": say how to object");
      }
    }
    var checked = new EnumMap<OrderKind, KindRule>(OrderKind.class);
    checked.putAll(kinds);
    for (OrderKind kind : OrderKind.values()) {
      KindRule rule = checked.get(kind);
      if (rule == null) {
        faults.add("kinds." + kind + ": missing");
      } else {
        kindFaults(kind, rule, faults);
      }
    }
    for (OrderKind kind : onReport) {
      KindRule rule = checked.get(kind);
      boolean waits = rule != null && (rule.approval != null || rule.needsFiledCase);
      if (waits || !ORDERED_BY_REPORTS.contains(kind)) {
        faults.add("onReport: " + kind + " cannot leave in the very act of a report");
      }
    }
    KindRule stop = checked.get(OrderKind.STOP_PAYMENT);
    KindRule prolong = checked.get(OrderKind.PROLONG);
    if (stop != null
        && prolong != null
        && !Objects.equals(stop.mostPerTarget, prolong.mostPerTarget)) {
      faults.add("kinds.PROLONG.mostPerTarget: stops and prolongations share one cap");
    }
    return faults;
  }

  private void kindFaults(OrderKind kind, KindRule rule, List<String> faults) {
    String at = "kinds." + kind;
    if (rule.answerWithin.isNegative() || rule.answerWithin.isZero()) {
      faults.add(at + ".answerWithin: must be longer than nothing");
    }
    if (kind.leavesStanding() && rule.term == null) {
      faults.add(at + ".term: what this kind leaves standing must end some day");
    }
    if (!kind.leavesStanding() && rule.term != null) {
      faults.add(at + ".term: this kind leaves nothing standing");
    }
    if (rule.term != null && !rule.term.isPositive()) {
      faults.add(at + ".term: must be longer than nothing");
    }
    if (rule.majorTerm != null && (rule.term == null || !rule.majorTerm.isPositive())) {
      faults.add(at + ".majorTerm: must be longer than nothing and stand beside a term");
    }
    if (rule.mostPerTarget != null
        && (rule.mostPerTarget < 1 || rule.mostPerTarget > MOST_PER_TARGET_MAX)) {
      faults.add(at + ".mostPerTarget: 1 to " + MOST_PER_TARGET_MAX + ", or leave it out");
    }
    if (rule.mostPerTarget != null && !kind.countsAsStop()) {
      faults.add(at + ".mostPerTarget: only stops and prolongations are capped");
    }
    if (rule.mostPerDay != null && (rule.mostPerDay < 1 || rule.mostPerDay > MOST_PER_DAY_MAX)) {
      faults.add(at + ".mostPerDay: 1 to " + MOST_PER_DAY_MAX + ", or leave it out");
    }
    if (rule.mostPerDay != null && kind != OrderKind.WARNING_MESSAGE) {
      faults.add(at + ".mostPerDay: only warnings are counted by the day");
    }
    if (kind.letsGo()
        && (rule.needsFiledCase || rule.papers.stream().anyMatch(Paper::isNeededBefore))) {
      faults.add(at + ": a letting-go waits for no filing and no paper; one may follow later");
    }
    if (kind.letsGo() && kind.concernsAccount() && rule.approval != null) {
      faults.add(at + ".approval: money is let go on one person's word; only cuts may wait");
    }
    if (rule.majorTerm != null && rule.approval == null) {
      faults.add(at + ".majorTerm: only a second person can say that a case is major");
    }
    if (rule.ifProtected != null && kind != OrderKind.BLOCK_LINK) {
      faults.add(at + ".ifProtected: only protected domains can be ordered on, by a block");
    }
    if (rule.ifProtected != null
        && rule.ifProtected.majorLevel.compareTo(rule.ifProtected.level) < 0) {
      faults.add(at + ".ifProtected.majorLevel: not below the level of every other case");
    }
    if (rule.approval != null && rule.approval.majorLevel.compareTo(rule.approval.level) < 0) {
      faults.add(at + ".approval.majorLevel: not below the level of every other case");
    }
    for (Duration before : rule.warnBefore) {
      if (before.isNegative() || before.isZero()) {
        faults.add(at + ".warnBefore: must be longer than nothing");
      }
    }
    if (!rule.warnBefore.isEmpty() && rule.term == null) {
      faults.add(at + ".warnBefore: nothing to warn of without a term");
    }
    if (rule.approval == null && rule.papers.stream().anyMatch(Paper::isNeededBefore)) {
      faults.add(at + ".papers: only an order that waits for approval can wait for a paper");
    }
    for (Paper paper : rule.papers) {
      if (paper.name.isBlank()) {
        faults.add(at + ".papers: a paper has a name");
      }
      if (paper.dueWithin != null && (paper.dueWithin.isNegative() || paper.dueWithin.isZero())) {
        faults.add(at + ".papers." + paper.name + ".dueWithin: must be longer than nothing");
      }
    }
  }
}
