package org.haltline.bank.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.haltline.bank.tx.orders.TxDesk;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderNumbers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a book of sent orders remembers over an end, orderly or not.
class SentBookTest {
  private static final Instant NOW = TxDesk.NOW;
  private static final String GIVEN = "0401" + "4".repeat(32);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inAFolderThatIsNotThereYet() {
    file = folder.resolve("tx").resolve("QUANHU.sent");
  }

  @Test
  void whatWasNotedIsFoundAgainByTheNext() {
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(order(1, NOW));
      book.note(query(2));
      book.note(order(1, NOW));
      book.note(order(4, NOW).numbered(GIVEN));
    }
    try (SentBook book = SentBook.open(file, NOW)) {
      assertThat(book.find(id(1))).contains(order(1, NOW));
      assertThat(book.find(id(2))).contains(query(2));
      assertThat(book.find(id(4))).contains(order(4, NOW).numbered(GIVEN));
      assertThat(book.find(id(3))).isEmpty();
    }
  }

  @Test
  void aLineThatAKillHasTornIsLeftOutAndTheOthersStay() throws IOException {
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(order(1, NOW));
      book.note(order(2, NOW).numbered(GIVEN));
    }
    String whole = Files.readString(file);
    int second = whole.indexOf(id(2).digits());
    for (int torn = second; torn < whole.indexOf('\n', second); torn++) {
      Files.writeString(file, whole.substring(0, torn));
      try (SentBook book = SentBook.open(file, NOW)) {
        assertThat(book.find(id(1))).isPresent();
        assertThat(book.find(id(2))).as("cut off after %d", torn - second).isEmpty();
      }
    }
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(order(2, NOW));
    }
    try (SentBook book = SentBook.open(file, NOW)) {
      assertThat(book.find(id(2))).isPresent();
    }
  }

  @Test
  void whatIsTooOldIsForgotten() throws IOException {
    Instant later = NOW.plus(SentBook.KEPT).plus(Duration.ofDays(1));
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(order(1, NOW));
      book.note(order(2, later));
    }
    try (SentBook book = SentBook.open(file, later)) {
      assertThat(book.find(id(1))).isEmpty();
      assertThat(book.find(id(2))).isPresent();
    }
    assertThat(Files.readString(file)).contains(id(2).digits()).doesNotContain(id(1).digits());
  }

  @Test
  void whatWasNeverNotedIsCertainFromTheDayOnWhichTheBookBegan() throws IOException {
    Instant later = NOW.plus(Duration.ofDays(1));
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(order(drawn(NOW), NOW));
      assertThat(book.neverHad(drawn(NOW))).isFalse();
      assertThat(book.neverHad(drawn(later))).isTrue();
      assertThat(book.neverHad(drawn(NOW.minusSeconds(1))))
          .as("an earlier book may have had it")
          .isFalse();
    }
    try (SentBook book = SentBook.open(file, later)) {
      assertThat(book.neverHad(drawn(NOW.plusSeconds(1)))).as("whole over its end").isTrue();
      assertThat(book.neverHad(drawn(NOW))).isFalse();
    }
    Files.writeString(file, Files.readString(file) + "a line that a kill has to");
    try (SentBook book = SentBook.open(file, later)) {
      assertThat(book.neverHad(drawn(NOW.plusSeconds(1)))).as("nobody knows whose").isFalse();
      assertThat(book.neverHad(drawn(later.plusSeconds(1)))).isTrue();
    }
    Instant yearsLater = later.plus(SentBook.KEPT).plus(SentBook.KEPT);
    try (SentBook book = SentBook.open(file, yearsLater)) {
      assertThat(book.neverHad(drawn(later.plusSeconds(1)))).as("no longer kept").isFalse();
    }
    Files.delete(file);
    try (SentBook book = SentBook.open(file, yearsLater)) {
      assertThat(book.neverHad(drawn(later.plusSeconds(1)))).as("lost").isFalse();
    }
  }

  /// A kill takes nothing of what was written; a loss of power may.
  @Test
  void whatWasNeverNotedIsNotCertainAfterTheMachineWentDownWithTheBookOpen() throws IOException {
    OrderId since = drawn(NOW.plusSeconds(1));
    Path left = folder.resolve("left");
    try (SentBook book = SentBook.open(file, NOW, "first")) {
      book.note(order(1, NOW));
      Files.copy(file, left);
    }
    assertThat(neverHad(left, "first", since)).as("killed").isTrue();
    assertThat(neverHad(left, "second", since)).as("the machine went down").isFalse();
    assertThat(neverHad(left, null, since)).as("nobody knows").isFalse();
    assertThat(neverHad(file, "second", since)).as("closed before").isTrue();
    assertThat(neverHad(file, null, since)).as("closed before").isTrue();
  }

  /// Of a copy, for opening it is a new beginning.
  private boolean neverHad(Path left, @Nullable String boot, OrderId id) throws IOException {
    Path copy = folder.resolve("copy");
    Files.copy(left, copy, StandardCopyOption.REPLACE_EXISTING);
    try (SentBook book = SentBook.open(copy, NOW.plusSeconds(2), boot)) {
      assertThat(book.find(id(1))).isPresent();
      return book.neverHad(id);
    }
  }

  private static OrderId drawn(Instant at) {
    return new OrderNumbers(at, 7).next();
  }

  @Test
  void noPersonAndNoAccountStandsInIt() throws IOException {
    try (SentBook book = SentBook.open(file, NOW)) {
      book.note(SentOrder.of(TxDesk.outgoing(TxDesk.order(OrderKind.STOP_PAYMENT))));
    }
    assertThat(Files.readString(file))
        .contains("QY-261120-0031", "STOP_PAYMENT", "4980050")
        .doesNotContain("何雨桐", TxDesk.ACCOUNT.number(), "林一帆");
  }

  @Test
  void aFolderThatCannotBeIsTold() throws IOException {
    Files.writeString(folder.resolve("tx"), "no folder");
    assertThatThrownBy(() -> SentBook.open(file, NOW))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("QUANHU.sent");
  }

  private static SentOrder order(int number, Instant at) {
    return order(id(number), at);
  }

  private static SentOrder order(OrderId id, Instant at) {
    return new SentOrder(
        id, new CaseId("QY-261120-0031"), OrderKind.STOP_PAYMENT, TxDesk.ORDERED, at);
  }

  private static SentOrder query(int number) {
    return new SentOrder(
        id(number), new CaseId("QY-261120-0031"), OrderKind.HOLDER_QUERY, null, NOW);
  }

  private static OrderId id(int number) {
    return new OrderId("%032d".formatted(number));
  }
}
