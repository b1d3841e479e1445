package org.haltline.core.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casework.Written;
import org.haltline.core.directory.Institution;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.haltline.core.subject.BankAccount;

/// Every case of the journal, found by anything that was said in it. It follows the journal while
/// it is open, goes on where it stopped when it is opened again, and can be built anew while it is
/// asked.
public final class Casebook implements AutoCloseable {
  private final Grown<CaseIndex> grown;
  private final Tables tables;

  /// What the centre knows beside its cases.
  ///
  /// @param institutions by their ids
  /// @param settle an account as the institution that keeps it knows it
  /// @param zone in which months begin
  public record Tables(
      Function<String, Optional<Institution>> institutions,
      UnaryOperator<BankAccount> settle,
      ZoneId zone) {
    CaseDocs docs() {
      return new CaseDocs(institutions, settle, zone);
    }
  }

  private Casebook(Grown<CaseIndex> grown, Tables tables) {
    this.grown = grown;
    this.tables = tables;
  }

  /// Opens the index in this folder, which answers from what it has until it is told to
  /// [follow][#follow()] the journal.
  public static Casebook open(Path root, Journal journal, Tables tables) throws IOException {
    return new Casebook(
        Grown.open(
            root,
            "cases",
            Grown.Manners.AFTER_OTHERS,
            CaseIndex::open,
            journal,
            (facts, index) -> new CaseProjection(facts, index, tables.docs())),
        tables);
  }

  /// Follows the journal from where it stopped, from now on.
  public void follow() {
    grown.follow();
  }

  /// This process has just journalled a case: its facts need not be decoded once more.
  public void written(Written it) {
    grown.written(it, index -> {});
  }

  /// What fits the question.
  ///
  /// @throws CaseQuestion.CannotAsk when its words cannot be understood
  public CaseAnswer ask(CaseQuestion question) {
    var asking = new CaseAsking(question);
    var answer = new CaseAnswer[1];
    grown.read(index -> answer[0] = asking.ask(index));
    return Objects.requireNonNull(answer[0]);
  }

  /// Lets what was written be found now and not at the next refresh.
  void show() {
    grown.read(KeptIndex::refresh);
  }

  /// What in a case was asked for, in pieces, those that say most of it first.
  public List<Marked> marks(CaseState state, CaseQuestion question, int max) {
    return question.text().isBlank()
        ? List.of()
        : new CaseMarks(question).in(CaseText.of(state, tables.institutions()), max);
  }

  /// Builds another index from the journal's first fact, beside this one, which answers until the
  /// other has caught up; completes then.
  public CompletionStage<Void> rebuild() {
    return grown.rebuild();
  }

  /// A case was erased, which no fact tells: it is found no more.
  public CompletionStage<Void> lookAgain(CaseId caseId) {
    return grown.lookAgain(caseId);
  }

  public Progress progress() {
    return grown.progress();
  }

  /// Ends; what was read of the journal is on disk.
  @Override
  public void close() {
    grown.close();
  }
}
