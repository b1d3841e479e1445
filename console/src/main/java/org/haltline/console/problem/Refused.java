package org.haltline.console.problem;

/// Ends the handling of a request with a problem. Carries no stack trace: it is an answer, not an
/// accident.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.code().slug(), null, false, false);
    this.problem = problem;
  }

  public static Refused of(ProblemCode code, Object... args) {
    return new Refused(Problem.of(code, args));
  }

  public Problem problem() {
    return problem;
  }
}
