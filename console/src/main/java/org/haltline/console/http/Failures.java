package org.haltline.console.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.haltline.console.problem.Problem;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.haltline.core.casework.Overloaded;
import org.haltline.core.journal.CaseErased;
import org.haltline.core.journal.JournalFull;
import org.haltline.core.journal.JournalUnavailable;
import org.haltline.core.journal.OutcomeUnknown;
import org.haltline.core.journal.files.FileTooLarge;

/// What a failure of the house is to a client.
final class Failures {
  private Failures() {}

  static Problem problem(Throwable failure) {
    return switch (failure) {
      case Refused refused -> refused.problem();
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause());
      case JournalFull _ -> Problem.of(ProblemCode.JOURNAL_FULL);
      case JournalUnavailable _ -> Problem.of(ProblemCode.JOURNAL_UNAVAILABLE);
      case OutcomeUnknown _ -> Problem.of(ProblemCode.OUTCOME_UNKNOWN);
      case Overloaded _ -> Problem.of(ProblemCode.OVERLOADED);
      case CaseErased _ -> Problem.of(ProblemCode.ERASED);
      case FileTooLarge tooLarge ->
          Problem.of(ProblemCode.TOO_LARGE, Bytes.said(tooLarge.bytesMax()));
      case IOException _ -> Problem.of(ProblemCode.FILE_STORE_UNAVAILABLE);
      case HttpException http when http.getStatusCode() == 400 ->
          Problem.of(ProblemCode.MALFORMED_REQUEST);
      case HttpException http when http.getStatusCode() < 500 ->
          Problem.of(ProblemCode.NO_SUCH_PATH);
      default -> Problem.of(ProblemCode.INTERNAL);
    };
  }

  /// The headers that go with a problem.
  static void headers(ProblemCode code, HttpServerResponse response) {
    switch (code) {
      case OVERLOADED, TOO_FAST, OUTCOME_UNKNOWN ->
          response.putHeader(HttpHeaders.RETRY_AFTER, "1");
      case JOURNAL_UNAVAILABLE, FILE_STORE_UNAVAILABLE, CLOSING ->
          response.putHeader(HttpHeaders.RETRY_AFTER, "2");
      case JOURNAL_FULL, TOO_MANY_FEEDS -> response.putHeader(HttpHeaders.RETRY_AFTER, "10");
      case NO_TOKEN -> response.putHeader("WWW-Authenticate", "Bearer realm=\"haltline\"");
      case TOKEN_UNKNOWN ->
          response.putHeader(
              "WWW-Authenticate", "Bearer realm=\"haltline\", error=\"invalid_token\"");
      default -> {
        // the status says it
      }
    }
  }
}
