package org.haltline.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.haltline.core.listing.ListRow.Entry;
import org.haltline.core.search.ListedIndex.Said;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedIndexTest {
  private static final String MOBILE = "13855501122";

  @TempDir Path folder;

  private static Entry named(Subject subject, String name) {
    return new Entry(subject, name, null);
  }

  private static Subject phone(int number) {
    return PhoneNumber.parse("138%08d".formatted(number)).orThrow();
  }

  /// A phone and a wallet may have one number, and a mask may be printed longer or shorter.
  @Test
  void aListSaysOfASubjectWhatItSaysOfThatSubject() throws IOException {
    Subject phone = PhoneNumber.parse(MOBILE).orThrow();
    Subject wallet = BankAccount.parse(MOBILE, "支付宝", null).orThrow();
    Subject hidden = BankAccount.parse("6222***0018", "icbc", null).orThrow();
    Subject hiddenElsewhere = BankAccount.parse("6222*****0018", "icbc", null).orThrow();
    Subject passport = IdDocument.parse("E12345678", IdDocument.PASSPORT).orThrow();
    Subject email = EmailAddress.parse("help@refund.example").orThrow();
    Subject person = Person.parse("骆大海").orThrow();
    try (ListedIndex index = ListedIndex.open(folder)) {
      index.add(
          "old",
          List.of(
              named(phone, "phone"),
              named(wallet, "wallet"),
              named(hidden, "hidden"),
              named(passport, "passport"),
              named(email, "email"),
              named(person, "person")));
      index.finish("old");
      index.refresh();
      assertThat(names(index, phone)).containsExactly("phone");
      assertThat(names(index, wallet)).containsExactly("wallet");
      assertThat(names(index, hidden)).containsExactly("hidden");
      assertThat(names(index, hiddenElsewhere)).containsExactly("hidden");
      assertThat(names(index, passport)).containsExactly("passport");
      assertThat(names(index, email)).containsExactly("email");
      assertThat(names(index, person)).containsExactly("person");
    }
  }

  private static List<String> names(ListedIndex index, Subject subject) throws IOException {
    return index.said(subject, 10).stream().map(Said::name).toList();
  }

  @Test
  void whatSeveralThreadsBringIsThereOnceAndStaysWhenItIsPutInOrder() throws Exception {
    int batches = 40;
    try (ListedIndex index = ListedIndex.open(folder);
        var threads = Executors.newFixedThreadPool(2)) {
      index.begin();
      var all = new ArrayList<Callable<Integer>>();
      for (int batch = 0; batch < batches; batch++) {
        int first = batch * 25;
        all.add(
            () -> {
              index.add(
                  "old",
                  IntStream.range(first, first + 25)
                      .mapToObj(it -> named(phone(it), "of " + it / 2))
                      .toList());
              index.show(); // a segment of its own
              return first;
            });
      }
      for (Future<Integer> one : threads.invokeAll(all)) {
        one.get();
      }
      index.finish("old");
      index.refresh();
      isAllThere(index, batches * 25);
      index.rest();
      index.commit();
    }
    try (ListedIndex index = ListedIndex.open(folder)) {
      isAllThere(index, batches * 25);
      index.drop("old");
      index.refresh();
      assertThat(names(index, phone(7))).isEmpty();
      assertThat(index.lists()).isEmpty();
    }
  }

  private static void isAllThere(ListedIndex index, int entries) throws IOException {
    assertThat(index.has("old")).isTrue();
    for (int number = 0; number < entries; number++) {
      assertThat(names(index, phone(number))).as("%d", number).containsExactly("of " + number / 2);
    }
  }
}
