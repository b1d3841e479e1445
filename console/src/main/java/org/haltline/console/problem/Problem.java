package org.haltline.console.problem;

import java.util.Arrays;
import java.util.List;
import org.haltline.console.words.Language;
import org.haltline.console.words.Phrases;
import org.haltline.console.words.Remark;
import org.haltline.console.words.Said;
import org.haltline.core.casefile.Because;
import org.haltline.core.casefile.Decision;
import org.haltline.core.casefile.Why;
import org.haltline.core.subject.Bilingual;

/// One problem, ready to be told in either language.
///
/// @param args what is filled into the words
/// @param faults every place that is wrong; empty where the request as a whole is
public record Problem(ProblemCode code, List<Object> args, List<Remark> faults) {

  public Problem {
    args = List.copyOf(args);
    faults = List.copyOf(faults);
  }

  public static Problem of(ProblemCode code, Object... args) {
    return new Problem(code, Arrays.asList(args), List.of());
  }

  /// A problem with one place, which is named under errors in the same words.
  public static Problem at(ProblemCode code, String pointer, Object... args) {
    String key = code.slug() + ".detail";
    var fault =
        new Remark(
            pointer,
            code.slug(),
            Phrases.say(Language.EN, key, args),
            Phrases.say(Language.ZH, key, args));
    return new Problem(code, Arrays.asList(args), List.of(fault));
  }

  /// All that is wrong with one request; the count goes into the words.
  public static Problem faults(ProblemCode code, List<Remark> faults) {
    return new Problem(code, List.of(faults.size()), faults);
  }

  /// A refused command: the place it is about stands under errors as well.
  public static Problem of(Decision.Refused refused) {
    boolean ofAnAnswer = refused.because().why() == Why.STILL_HELD;
    ProblemCode code = ofAnAnswer ? ProblemCode.STILL_HELD : ProblemCode.of(refused.code());
    // a closing is refused because of an order, yet its path names the case alone
    String pointer = code == ProblemCode.HOLD_STANDS ? "path:caseId" : pointer(refused.about());
    String about = pointer.startsWith("/") ? pointer : refused.about();
    Object[] args = {about, because(refused)};
    return at(code, pointer, args);
  }

  private static Object because(Decision.Refused refused) {
    Because because = refused.because();
    List<String> facts = because.facts();
    String key = "because." + because.why();
    return switch (because.why()) {
      case OF_ITS_CODE -> "-";
      case NAMED -> facts.getFirst();
      case PROTECTED -> Said.of(Bilingual.read(facts.getFirst()));
      case APPROVER ->
          Said.of(key, Said.of("role." + facts.get(0)), Said.of("level." + facts.get(1)));
      default -> Said.of(key, facts.toArray());
    };
  }

  /// `payments[2].leftAt` as the client knows it: `/payments/2/at`; an order's number and the case
  /// stand in the path.
  static String pointer(String about) {
    if (about.equals("caseId")) {
      return "path:caseId";
    }
    if (about.equals("orderId") || about.chars().allMatch(Character::isDigit)) {
      return "path:orderId";
    }
    String field = about.replace("[", "/").replace("]", "").replace('.', '/');
    return "/" + (field.endsWith("/leftAt") ? field.replace("/leftAt", "/at") : field);
  }

  public String type() {
    return "urn:haltline:problem:" + code.slug();
  }

  public String title(Language language) {
    return Phrases.say(language, code.slug() + ".title");
  }

  public String detail(Language language) {
    return Phrases.say(language, code.slug() + ".detail", args.toArray());
  }
}
