package org.haltline.console.view;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.haltline.console.words.Language;
import org.haltline.core.directory.Directory;
import org.haltline.core.paste.Content.Moment;
import org.haltline.core.paste.Content.Named;
import org.haltline.core.paste.Content.Sum;
import org.haltline.core.paste.Content.Unclear;
import org.haltline.core.paste.Piece;
import org.haltline.core.search.Hit;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.Note;
import org.jspecify.annotations.Nullable;

/// One thing that a pasted text names, where it stands there, and who is known of it.
///
/// @param is `subject`, `sum`, `time` or `unclear`
/// @param start in UTF-16 units of the text as it was sent
/// @param precision of a time: `DAY`, `HOUR`, `MINUTE`, `SECOND`
/// @param doubts about it, and why it is unclear
/// @param hits empty where nobody is known
public record PieceView(
    String is,
    int start,
    int end,
    String text,
    @Nullable SubjectView subject,
    SuspectView.@Nullable SumView sum,
    @Nullable Instant at,
    @Nullable String precision,
    List<DoubtView> doubts,
    List<SuspectView> hits) {

  /// A doubt, for the operator who asks again.
  public record DoubtView(String code, String says) {}

  /// A piece as it is told.
  ///
  /// @param directory says who serves what is named, and what does not fit together in it
  public static PieceView of(Piece piece, List<Hit> hits, Directory directory, Language language) {
    Stream<Note> misfits =
        piece.content() instanceof Named(BankAccount account)
            ? directory.doubts(account, null).stream()
            : Stream.empty();
    List<DoubtView> doubts =
        Stream.concat(piece.notes().stream(), misfits)
            .map(it -> new DoubtView(it.code(), language == Language.ZH ? it.saysZh() : it.says()))
            .toList();
    List<SuspectView> shown = hits.stream().map(hit -> SuspectView.of(hit, language)).toList();
    return switch (piece.content()) {
      case Named(var subject) ->
          view(
              "subject",
              piece,
              SubjectView.of(subject, directory.route(subject, null), language),
              null,
              null,
              null,
              doubts,
              shown);
      case Sum(var money) ->
          view("sum", piece, null, SuspectView.SumView.of(money), null, null, doubts, shown);
      case Moment(var at, var precision) ->
          view("time", piece, null, null, at, precision.name(), doubts, shown);
      case Unclear(var _, var code, var says, var saysZh) ->
          view(
              "unclear",
              piece,
              null,
              null,
              null,
              null,
              List.of(new DoubtView(code, language == Language.ZH ? saysZh : says)),
              shown);
    };
  }

  private static PieceView view(
      String is,
      Piece piece,
      @Nullable SubjectView subject,
      SuspectView.@Nullable SumView sum,
      @Nullable Instant at,
      @Nullable String precision,
      List<DoubtView> doubts,
      List<SuspectView> hits) {
    return new PieceView(
        is, piece.start(), piece.end(), piece.text(), subject, sum, at, precision, doubts, hits);
  }
}
