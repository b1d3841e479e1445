package org.haltline.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.view.SuspectView.MatchView;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;

class MaskedTest {
  private static final String ID = "110101199003070070";
  private static final String CARD = "6222020000000000018";

  private static SuspectView suspect(Subject subject, MatchView match) {
    var at = Instant.EPOCH;
    return new SuspectView(
        SubjectView.of(subject),
        List.of("骆大海"),
        match,
        "BLUE",
        List.of(),
        1,
        1,
        List.of(),
        at,
        at,
        List.of(),
        false,
        List.of(),
        null);
  }

  private static String seen(SuspectView view, Set<Field> gaps) {
    return new String(Masked.of(Views.bytes(view), gaps), UTF_8);
  }

  /// A number is completed from its beginning, so why it was found says all of it.
  @Test
  void whyADocumentWasFoundSaysNoNumber() {
    var document = IdDocument.parse(ID).understood().orElseThrow();
    var begins = suspect(document, new MatchView("BEGINNING", "It begins so: " + ID, ID, null));
    assertThat(seen(begins, Set.of(Field.ID_NUMBER)))
        .contains("\"It begins so: ***0070\"", "\"known\":\"***0070\"")
        .doesNotContain(ID);
    assertThat(seen(begins, Set.of(Field.HOLDER_REACH))).contains("\"known\":\"" + ID + "\"");
    var named = suspect(document, new MatchView("NAME", "The same name: 骆大海", "骆大海", null));
    assertThat(seen(named, Set.of(Field.ID_NUMBER)))
        .contains("\"The same name: 骆大海\"", "\"known\":\"骆大海\"");
  }

  @Test
  void whyAnythingElseWasFoundIsSaidWhole() {
    var card = BankAccount.parse(CARD).understood().orElseThrow();
    var exact = suspect(card, new MatchView("EXACT", "Exactly this: " + CARD, CARD, null));
    assertThat(seen(exact, Set.of(Field.values())))
        .contains("\"Exactly this: " + CARD + "\"", "\"known\":\"" + CARD + "\"");
  }

  @Test
  void aTextLosesTheNumbersOfDocumentsAndNoOthers() {
    var gaps = Set.of(Field.ID_NUMBER);
    assertThat(Masked.text("身份证" + ID + ",卡" + CARD + ",E12345678,13800001111", gaps))
        .isEqualTo("身份证***0070,卡" + CARD + ",***5678,13800001111");
    assertThat(Masked.text("1101 0119 9003 0700 70", gaps)).isEqualTo("***0 70");
    assertThat(Masked.text(ID, Set.of(Field.SAID))).isEqualTo(ID);
  }
}
