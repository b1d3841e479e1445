package org.haltline.core.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.haltline.core.casework.Written;
import org.haltline.core.journal.Journal;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.ProtectedList;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Paste;
import org.haltline.core.paste.Piece;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Lookup.Reach;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Who is known: every suspect of the journal, found as fast as it is typed. It follows the journal
/// while it is open, goes on where it stopped when it is opened again, and can be built anew while
/// it is asked.
public final class Suspects implements AutoCloseable {
  private final Tables tables;
  private final Grown<SuspectIndex> grown;
  private volatile ProtectedList guarded;

  /// What the centre knows beside its cases.
  ///
  /// @param protectedList subjects that may never be ordered on
  /// @param institutions the id of an institution by any of its names
  /// @param settle an account as the institution that keeps it knows it
  public record Tables(
      ProtectedList protectedList,
      Function<String, Optional<String>> institutions,
      UnaryOperator<BankAccount> settle) {}

  private Suspects(Tables tables, Grown<SuspectIndex> grown) {
    this.tables = tables;
    this.grown = grown;
    this.guarded = tables.protectedList();
  }

  /// Opens the index in this folder, which answers from what it has until it is told to
  /// [follow][#follow()] the journal.
  public static Suspects open(Path root, Journal journal, Tables tables) throws IOException {
    return new Suspects(
        tables,
        Grown.open(
            root,
            "suspects",
            Grown.Manners.WITH_OTHERS,
            folder -> SuspectIndex.open(folder, tables.settle()),
            journal,
            (facts, index) -> new Projection(facts, index, tables.settle())));
  }

  /// Follows the journal from where it stopped, from now on: with a long way to go that takes a
  /// processor for itself, and a house that starts has more urgent things to do.
  public void follow() {
    grown.follow();
  }

  /// This process has just journalled a case: whom it names is found from now on, whenever the
  /// index comes to it.
  public void written(Written it) {
    grown.written(
        it,
        index -> {
          if (!it.onlyHeard()) {
            index.newest().written(it.version(), it.after());
          }
        });
  }

  /// What is shown as protected, beside the list that was there from the start.
  public void protect(ProtectedList more) {
    guarded = tables.protectedList().with(more);
  }

  /// Who fits what was typed, the surest first.
  ///
  /// @param max how many at most
  public List<Hit> find(String typed, int max) {
    return find(typed, Reach.TYPED, max);
  }

  private List<Hit> find(String typed, Reach reach, int max) {
    if (typed.length() > Asked.LENGTH_MAX) {
      throw new IllegalArgumentException(
          "at most " + Asked.LENGTH_MAX + " characters are looked up");
    }
    return find(Asked.of(typed), reach, max);
  }

  private List<Hit> find(Asked asked, Reach reach, int max) {
    var found = new ArrayList<Found>();
    grown.read(
        index -> {
          found.clear();
          index.look(
              terms ->
                  found.addAll(new Lookup(terms, tables.institutions(), max).find(asked, reach)));
        });
    return found.stream().map(this::hit).toList();
  }

  private Hit hit(Found found) {
    return new Hit(
        found.suspect(),
        Standing.of(found.suspect(), protectedBecause(found.suspect())),
        found.match());
  }

  private @Nullable String protectedBecause(Suspect suspect) {
    Subject subject = suspect.subject();
    Optional<String> own = guarded.reason(subject, null);
    return own.or(
            () ->
                suspect.names().stream()
                    .flatMap(name -> guarded.reason(subject, name).stream())
                    .findFirst())
        .orElse(null);
  }

  /// Everything that a text names, with who is known of it.
  ///
  /// @param now when the text is read, in the centre's own time
  public List<Screened> screen(String text, ZonedDateTime now, int maxEach) {
    var screened = new ArrayList<Screened>();
    for (Piece piece : Paste.read(text, now)) {
      if (piece.content() instanceof Named(Subject subject)) {
        screened.add(new Screened(piece, screen(subject, maxEach)));
      }
    }
    return screened;
  }

  /// Who is known of a subject, one slip allowed.
  public List<Hit> screen(Subject subject, int max) {
    return find(Asked.about(subject), Reach.WHOLE, max);
  }

  /// Each entry of a list as a question of its own.
  public List<List<Hit>> screen(List<String> entries, int maxEach) {
    return entries.stream().map(entry -> find(entry, Reach.WHOLE, maxEach)).toList();
  }

  /// Who is known, without having been looked for.
  public record Known(Suspect suspect, Standing standing) {}

  /// Takes them one by one.
  public interface Sink {
    void take(Known one) throws IOException;
  }

  /// Every suspect there is, in no order: those that were there when it began.
  public void each(Sink sink) throws IOException {
    boolean[] begun = new boolean[1];
    try {
      grown.read(
          index -> {
            if (begun[0]) {
              throw new IOException("another index took the place of this one meanwhile");
            }
            index.eachKnown(
                suspect -> {
                  begun[0] = true;
                  try {
                    sink.take(new Known(suspect, Standing.of(suspect, protectedBecause(suspect))));
                  } catch (IOException ended) {
                    throw new UncheckedIOException(ended);
                  }
                });
          });
    } catch (UncheckedIOException ended) {
      throw ended.getCause();
    }
  }

  /// Builds another index from the journal's first fact, beside this one, which answers until the
  /// other has caught up; completes then.
  public CompletionStage<Void> rebuild() {
    return grown.rebuild();
  }

  /// A case was erased, which no fact tells: it is named no more.
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
