package org.haltline.console.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.haltline.console.problem.Problem;
import org.haltline.console.words.Language;
import org.haltline.console.words.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The small shapes of answers, and the one mapper that writes them: members that are null are left
/// out.
public final class Views {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Views() {}

  public static byte[] bytes(Object view) {
    return JSON.writeValueAsBytes(view);
  }

  /// A fault or a doubt.
  public record RemarkView(String pointer, String code, String detail) {
    static RemarkView of(Remark remark, Language language) {
      return new RemarkView(remark.pointer(), remark.code(), remark.in(language));
    }

    public static List<RemarkView> of(List<Remark> remarks, Language language) {
      return remarks.stream().map(remark -> of(remark, language)).toList();
    }
  }

  /// RFC 9457.
  public record ProblemView(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      List<RemarkView> errors) {

    public static ProblemView of(Problem problem, Language language, String instance) {
      return new ProblemView(
          problem.type(),
          problem.title(language),
          problem.code().status(),
          problem.detail(language),
          instance,
          RemarkView.of(problem.faults(), language));
    }
  }

  /// What came of a command.
  public record OutcomeView(
      String caseId,
      long version,
      String status,
      boolean changed,
      List<OrderView> orders,
      List<RemarkView> warnings) {}

  /// A page of a case's facts.
  public record HistoryView(
      String caseId,
      long version,
      List<FactView> facts,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long next) {}
}
