package org.haltline.core.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PasteTest {
  static List<PastedTexts> texts() {
    return PastedTexts.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everythingThatATextNamesIsFoundAndNothingElse(PastedTexts pasted) {
    assertThat(pasted.found()).isEqualTo(pasted.expected());
  }

  @Test
  void theCorpusIsWorthTheName() {
    assertThat(texts()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(texts().stream().mapToLong(it -> it.expected().size()).sum()).isGreaterThan(100);
  }

  @Test
  void everyPieceStandsWhereItSays() {
    for (PastedTexts pasted : texts()) {
      int behind = 0;
      for (Piece piece : Paste.read(pasted.text(), PastedTexts.NOW)) {
        assertThat(pasted.text().substring(piece.start(), piece.end())).isEqualTo(piece.text());
        assertThat(piece.start()).isGreaterThanOrEqualTo(behind);
        behind = piece.end();
      }
    }
  }

  @Test
  void anyTextIsReadToItsEnd() {
    long seed = 20_261_120;
    RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<PastedTexts> texts = texts();
    for (int i = 0; i < 400; i++) {
      String one = texts.get(dice.nextInt(texts.size())).text();
      String two = texts.get(dice.nextInt(texts.size())).text();
      String mixed =
          one.substring(dice.nextInt(one.length())) + two.substring(0, dice.nextInt(two.length()));
      int behind = 0;
      for (Piece piece : Paste.read(mixed, PastedTexts.NOW)) {
        assertThat(piece.start()).as("seed %d: %s", seed, mixed).isGreaterThanOrEqualTo(behind);
        assertThat(piece.end()).isGreaterThan(piece.start());
        behind = piece.end();
      }
    }
  }

  @Test
  void aTextMadeToKeepAReaderBusyDoesNot() {
    for (String part :
        List.of("1 ", "62", "三", "a.", "a@a.", "12:3", "( ", "转给王", "I am A ", "一月")) {
      String hostile = part.repeat(Paste.LENGTH_MAX / part.length());
      assertThat(Paste.read(hostile, PastedTexts.NOW)).as(part).hasSizeLessThan(hostile.length());
    }
  }

  @Test
  void whatIsLongerThanItsBoundIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Paste.read("1".repeat(Paste.LENGTH_MAX + 1), PastedTexts.NOW));
  }
}
