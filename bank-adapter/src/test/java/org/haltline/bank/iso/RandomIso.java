package org.haltline.bank.iso;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoMessage.Matter;
import org.haltline.bank.iso.IsoMessage.Query;
import org.haltline.bank.iso.IsoMessage.QueryAnswer;
import org.haltline.bank.iso.IsoMessage.Recall;
import org.haltline.bank.iso.IsoMessage.Recalled;
import org.haltline.bank.iso.IsoMessage.Resolution;
import org.haltline.bank.iso.IsoMessage.Resolved;
import org.haltline.bank.iso.IsoMessage.Return;
import org.haltline.bank.iso.IsoMessage.Returned;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// Messages by chance, with what is hard on a writer: signs of XML, other scripts, currencies
/// without cents, what may be left out left out.
public final class RandomIso {
  private static final String SIGNS = "aZ9 -<>&\"']]>何雨桐é𠮷/?:().,+";
  private static final List<String> CURRENCIES = List.of("CNY", "EUR", "JPY", "BHD");

  private final RandomGenerator random;

  public RandomIso(RandomGenerator random) {
    this.random = random;
  }

  public IsoHead head(IsoKind kind) {
    return new IsoHead(party(), party(), text(35), kind, instant(), maybe(() -> text(35)));
  }

  public IsoMessage message(IsoKind kind) {
    return switch (kind) {
      case RECALL -> new Recall(text(35), party(), party(), instant(), list(this::recalled));
      case RESOLUTION ->
          new Resolution(
              text(35),
              party(),
              party(),
              instant(),
              text(35),
              pick(List.of("CNCL", "PECR", "PDCR", "RJCR", "WXYZ")),
              list(this::resolved));
      case RETURN -> new Return(text(35), instant(), list(this::returned));
      case QUERY ->
          new Query(
              text(35),
              text(35),
              instant(),
              instant(),
              account(),
              maybe(() -> text(140)),
              pick(List.of(Matter.values())));
      case QUERY_ANSWER -> answer();
    };
  }

  private Recalled recalled() {
    return new Recalled(
        text(35),
        marks(),
        money(),
        maybe(() -> LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365))),
        list(() -> text(105)),
        maybe(() -> text(140)),
        maybe(this::account),
        maybe(() -> text(140)),
        maybe(this::account));
  }

  private Resolved resolved() {
    return new Resolved(
        maybe(() -> text(35)),
        maybe(() -> pick(List.of("ACCR", "PDCR", "RJCR"))),
        list(() -> pick(List.of("LEGL", "ARDT", "AM04", "AC04", "CUST", "NOAS", "ZZZZ"))),
        list(() -> text(105)),
        maybe(this::money));
  }

  private Returned returned() {
    return new Returned(
        text(35),
        marks(),
        money(),
        list(() -> pick(List.of("FOCR", "FR01"))),
        list(() -> text(105)));
  }

  private QueryAnswer answer() {
    AccountReport report = maybe(this::report);
    return new QueryAnswer(
        text(35),
        text(35),
        pick(List.of(QueryAnswer.Status.values())),
        account(),
        pick(List.of(Matter.values())),
        report != null ? QueryAnswer.Found.FOUN : pick(List.of(QueryAnswer.Found.values())),
        report);
  }

  private AccountReport report() {
    return new AccountReport(
        text(35),
        instant(),
        account(),
        maybe(() -> pick(CURRENCIES)),
        maybe(() -> text(140)),
        list(() -> new Balance("ITBD", money(), random.nextBoolean(), instant())),
        list(
            () ->
                new Entry(
                    money(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    maybe(this::instant),
                    maybe(() -> text(35)),
                    maybe(() -> text(140)),
                    maybe(this::account),
                    maybe(() -> random.nextBoolean() ? "QHBKCNBJXXX" : text(140)))));
  }

  private IsoParty party() {
    return random.nextBoolean() ? IsoDesk.BANK : new IsoParty.Organisation(text(35), text(140));
  }

  private IsoAccount account() {
    return random.nextBoolean()
        ? new IsoAccount.Iban("DE89370400440532013000")
        : new IsoAccount.Other(text(34));
  }

  private Marks marks() {
    return new Marks(
        random.nextBoolean() ? Marks.NOT_PROVIDED : text(35),
        maybe(() -> text(35)),
        maybe(() -> "eb6305c9-1f7f-49de-aed0-16487c27b42d"));
  }

  private Money money() {
    return new Money(random.nextLong(1_000_000_000_000L), pick(CURRENCIES));
  }

  private Instant instant() {
    return Instant.ofEpochSecond(
        1_700_000_000L + random.nextInt(100_000_000), random.nextInt(1_000) * 1_000_000L);
  }

  private String text(int most) {
    int length = 1 + random.nextInt(most);
    int[] points = SIGNS.codePoints().toArray();
    var text = new StringBuilder();
    random.ints(length, 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
    String clean = Texts.cut(text.toString(), most);
    return clean.isEmpty() ? "x" : clean;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> @Nullable T maybe(Supplier<T> one) {
    return random.nextInt(3) == 0 ? null : one.get();
  }

  private <T> List<T> list(Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(4)).toList();
  }
}
