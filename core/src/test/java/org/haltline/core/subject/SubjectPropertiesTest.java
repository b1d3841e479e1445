package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.haltline.core.subject.Parsed.NotUnderstood;
import org.haltline.core.subject.Parsed.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds of every input, tried with seeded generators: a seed in a failure's message repeats
/// it.
class SubjectPropertiesTest {

  private static final List<String> PIECES =
      List.of(
          "6222", "138", "170", "0571", "+86", "0086", "86", "110", "95588", "106", "10", "400",
          "00", "1", "9", "*", "****", "x", "xx", "尾号", "卡号", "账号", ":", "：", "电话", "转", "网址",
          "http://", "hxxp", "[.]", ".", "。", "/", "\\", "#", "#/", "?", "@", "%", "[", "]", "mall",
          "example", "com.cn", "xn--", "中国", "а", "ß", "İ", "ﷺ", "①", "３", "٣", "𝟙", " ", "\u3000",
          "-", "–", "·", "…", "•", "\u200b", "\u202e", "\ufe0f", "e\u0301", "\u0301", "😀",
          "\ud83d", "\u0000", "\n", "\ufffd", "\u3164", "支付宝", "微信", "qq", "(", ")", "张", "id ",
          "mail:", "name:", "X");

  private static final List<Function<String, Parsed<? extends Subject>>> PARSERS =
      List.of(
          BankAccount::parse,
          typed -> BankAccount.parse(typed, "支付宝", null),
          typed -> BankAccount.parse(typed, "工商银行", typed),
          typed -> BankAccount.parse("6222023314055771200", typed, null),
          PhoneNumber::parse,
          Link::parse,
          typed -> ChatAccount.parse("qq", typed),
          typed -> ChatAccount.parse("whatsapp", typed),
          typed -> ChatAccount.parse(typed, "abc"),
          EmailAddress::parse,
          Person::parse,
          IdDocument::parse,
          typed -> IdDocument.parse(typed, IdDocument.RESIDENT_ID),
          typed -> IdDocument.parse(typed, IdDocument.COMPANY_CODE),
          typed -> App.parse(typed, null),
          typed -> App.parse("mall", typed));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anythingTypedIsAnsweredAndUnderstoodAgainAsItself(long seed) {
    var random = new Random(seed);
    int understood = 0;
    for (int round = 0; round < 3_000; round++) {
      String typed = random.nextInt(4) == 0 ? anyText(random) : pieces(random);
      for (var parser : PARSERS) {
        switch (parser.apply(typed)) {
          case NotUnderstood<? extends Subject> why -> assertThat(why.code()).contains(".");
          case Understood<? extends Subject>(Subject subject, var _) -> {
            understood++;
            assertThat(subject.key()).as("seed %d, typed %s", seed, typed).isNotBlank();
            assertThat(subject.display()).isNotBlank();
            assertThat(again(subject).map(Subject::key))
                .as("seed %d, typed <%s>, understood %s", seed, typed, subject)
                .isEqualTo(new Understood<>(subject, List.of()).understood().map(Subject::key));
          }
        }
      }
    }
    // The generator must reach the readers, not only their front door.
    assertThat(understood).isGreaterThan(2_000);
  }

  /// Bare digits are read without the patterns that the rest has to pass.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bareDigitsMeanWhatTheSameDigitsWithASpaceMean(long seed) {
    var random = new Random(seed);
    List<String> begins =
        List.of(
            "", "62", "4", "138", "170", "106", "110", "95588", "400", "0571", "00", "0086", "0");
    for (int round = 0; round < 4_000; round++) {
      var digits = new StringBuilder(begins.get(random.nextInt(begins.size())));
      for (int more = random.nextInt(20); more > 0 || digits.length() < 2; more--) {
        digits.append(random.nextInt(10));
      }
      String bare = digits.toString();
      String spaced = digits.insert(1 + random.nextInt(digits.length() - 1), ' ').toString();
      for (Function<String, Parsed<? extends Subject>> parser :
          List.<Function<String, Parsed<? extends Subject>>>of(
              BankAccount::parse,
              typed -> BankAccount.parse(typed, "支付宝", null),
              typed -> BankAccount.parse(typed, "工商银行", null),
              PhoneNumber::parse)) {
        assertThat(meant(parser.apply(bare)))
            .as("seed %d, <%s>", seed, bare)
            .isEqualTo(meant(parser.apply(spaced)));
      }
    }
  }

  private static String meant(Parsed<? extends Subject> parsed) {
    return switch (parsed) {
      case NotUnderstood<? extends Subject> why -> why.code();
      case Understood<? extends Subject>(Subject subject, var notes) ->
          subject.key() + " " + subject.display() + " " + notes;
    };
  }

  @Test
  void spacedFullWidthAndPlainFormsOfOneCardAreOneKey() {
    var random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      String number =
          Cards.random(random, random.nextBoolean() ? "6217" : "6228", 16 + random.nextInt(4));
      assertThat(BankAccount.parse(dressed(random, number)).orThrow().key())
          .isEqualTo(BankAccount.parse(number).orThrow().key());
    }
  }

  @Test
  void spacedFullWidthAndPlainFormsOfOneMobileAreOneKey() {
    var random = new Random(43);
    List<String> prefixes = List.of("", "+86", "0086", "86", "0");
    for (int round = 0; round < 2_000; round++) {
      String number = "13" + random.nextLong(100_000_000L, 999_999_999L);
      String prefix = prefixes.get(random.nextInt(prefixes.size()));
      assertThat(PhoneNumber.parse(prefix + dressed(random, number)).orThrow().key())
          .isEqualTo("phone:+86" + number);
    }
  }

  /// What is canonical must be read as itself, in every type.
  private static java.util.Optional<? extends Subject> again(Subject subject) {
    return switch (subject) {
      case BankAccount it ->
          BankAccount.parse(it.number(), it.bankHint(), it.holder(), it.form()).understood();
      case PhoneNumber it -> PhoneNumber.parse(it.e164()).understood();
      case Link it -> Link.parse(it.display()).understood();
      case ChatAccount it -> ChatAccount.parse(it.service(), it.handle()).understood();
      case EmailAddress it -> EmailAddress.parse(it.address()).understood();
      case Person it -> Person.parse(it.name()).understood();
      case IdDocument it -> IdDocument.parse(it.number(), it.type()).understood();
      case App it -> App.parse(it.name(), null).understood();
    };
  }

  private static String pieces(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(9); i >= 0; i--) {
      if (random.nextInt(3) == 0) {
        text.append(random.nextLong(1_000_000_000L));
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }

  private static String anyText(Random random) {
    return random
        .ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
        .map(c -> random.nextBoolean() ? c & 0xFFFF : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String dressed(Random random, String digits) {
    List<String> between = List.of("", "", "", " ", "-", "\u3000", "\u200b", "·", "–");
    var text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      text.append(random.nextBoolean() ? digits.charAt(i) : (char) (digits.charAt(i) + 0xFEE0));
      if (i < digits.length() - 1) {
        text.append(between.get(random.nextInt(between.size())));
      }
    }
    return text.toString();
  }
}
