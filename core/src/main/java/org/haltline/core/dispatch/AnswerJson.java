package org.haltline.core.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.haltline.core.codec.Feedback;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.ReasonCode;
import org.haltline.core.order.Receipt;
import org.jspecify.annotations.Nullable;

/// What the institution says on the JSON channel: the answer to a PUT or a GET, and the body of a
/// late `POST …/feedback/{number}`.
///
/// @param heldMinor what is held now, with its currency; absent where nothing is counted
/// @param reason a [ReasonCode]; a word that is none is read as OTHER and kept in the remark
/// @param at the institution's own instant
/// @param servedBy of a number that has moved: the carrier that serves it now, by its id or its
///   name
public record AnswerJson(
    @Nullable String number,
    @JsonProperty("case") @Nullable String caseId,
    State state,
    @Nullable Long heldMinor,
    @Nullable String currency,
    @Nullable String reason,
    @Nullable String remark,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Instant at,
    @Nullable String servedBy) {

  /// How far the institution is.
  public enum State {
    @JsonProperty("done")
    DONE,
    @JsonProperty("refused")
    REFUSED,
    /// It has the order; the answer follows.
    @JsonProperty("working")
    WORKING
  }

  /// Carried out, and nothing is held by it.
  public static AnswerJson done(@Nullable String remark) {
    return said(State.DONE, null, remark, null, null);
  }

  /// Carried out: this much is held from then until then.
  public static AnswerJson held(
      Money held, Instant startsAt, @Nullable Instant endsAt, @Nullable String remark) {
    return new AnswerJson(
        null,
        null,
        State.DONE,
        held.minor(),
        held.currency(),
        null,
        remark,
        startsAt,
        endsAt,
        null,
        null);
  }

  /// Carried out, without an amount, from then until then: a number or a link is cut.
  public static AnswerJson cut(
      Instant startsAt, @Nullable Instant endsAt, @Nullable String remark) {
    return said(State.DONE, null, remark, startsAt, endsAt);
  }

  public static AnswerJson refused(ReasonCode reason, @Nullable String remark) {
    return said(State.REFUSED, reason, remark, null, null);
  }

  /// Not carried out, for the number has moved.
  public static AnswerJson moved(String servedBy, @Nullable String remark) {
    return new AnswerJson(
        null,
        null,
        State.REFUSED,
        null,
        null,
        ReasonCode.NOT_OURS.name(),
        remark,
        null,
        null,
        null,
        servedBy);
  }

  public static AnswerJson working() {
    return said(State.WORKING, null, null, null, null);
  }

  private static AnswerJson said(
      State state,
      @Nullable ReasonCode reason,
      @Nullable String remark,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt) {
    return new AnswerJson(
        null,
        null,
        state,
        null,
        null,
        reason == null ? null : reason.name(),
        remark,
        startsAt,
        endsAt,
        null,
        null);
  }

  /// The same answer, signed: about which order, and when.
  public AnswerJson about(OrderJson order, Instant answeredAt) {
    return new AnswerJson(
        order.number(),
        order.caseId(),
        state,
        heldMinor,
        currency,
        reason,
        remark,
        startsAt,
        endsAt,
        answeredAt,
        servedBy);
  }

  /// As an answer to our call.
  ///
  /// @param heardAt stands in where the institution names no instant
  Answer toAnswer(Instant heardAt) {
    return state == State.WORKING ? new Answer.Working() : new Answer.Final(receipt(heardAt));
  }

  /// As feedback that came by itself.
  ///
  /// @throws IllegalArgumentException when it does not say which order of which case it is about
  Feedback toFeedback(Instant heardAt) {
    if (number == null || caseId == null) {
      throw new IllegalArgumentException("feedback names its order and its case");
    }
    return new Feedback(new CaseId(caseId), new OrderId(number), receipt(heardAt));
  }

  private Receipt receipt(Instant heardAt) {
    Instant when = Objects.requireNonNullElse(at, heardAt);
    return switch (state) {
      case WORKING -> new Receipt.Taken(when);
      case DONE -> new Receipt.Done(when, held(), startsAt, endsAt, remark);
      case REFUSED -> refusal(when);
    };
  }

  private @Nullable Money held() {
    if (heldMinor == null) {
      return null;
    }
    return new Money(
        heldMinor, Objects.requireNonNull(currency, "an amount held names its currency"));
  }

  private Receipt refusal(Instant when) {
    String said = Objects.requireNonNullElse(reason, "");
    try {
      return new Receipt.Refused(
          when, ReasonCode.valueOf(said.toUpperCase(Locale.ROOT)), remark, servedBy);
    } catch (IllegalArgumentException notOurWord) {
      String words = remark == null ? said : said + ": " + remark;
      return new Receipt.Refused(when, ReasonCode.OTHER, words.isBlank() ? null : words);
    }
  }
}
