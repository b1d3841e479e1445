package org.haltline.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.haltline.core.search.Lookup.Found;
import org.haltline.core.search.Match.Why;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {
  private static final String CARD = "account:6222028245915102258";
  private static final String PHONE = "phone:+8613857901234";

  @TempDir Path folder;
  private KnownSuspects known;

  @BeforeEach
  void anIndexOfFamiliarFaces() {
    known =
        nobodyIn(folder)
            .knows(BankAccount.parse("6222028245915102258", "icbc", null).orThrow(), "周志强")
            .knows(BankAccount.parse("6228485229565591369", "abc", null).orThrow(), "李*涛")
            .knows(BankAccount.parse("13800002222", "支付宝", null).orThrow(), "刘春梅")
            .knows(BankAccount.parse("尾号7788", "icbc", null).orThrow(), "单雄信")
            .knows(PhoneNumber.parse("13857901234").orThrow())
            .knows(PhoneNumber.parse("0571-28290000").orThrow())
            .knows(PhoneNumber.parse("+85230012345").orThrow())
            .knows(Link.parse("https://www.icbc-safe.example/login?a=1").orThrow())
            .knows(Link.parse("paypal-check.example").orThrow())
            .knows(ChatAccount.parse("qq", "2908811234").orThrow())
            .knows(ChatAccount.parse("telegram", "@task_boss88").orThrow())
            .knows(EmailAddress.parse("tuikuan@service.example").orThrow())
            .knows(Person.parse("周志强").orThrow())
            .knows(Person.parse("Maria Keller").orThrow())
            .knows(Person.parse("吕丽娜").orThrow())
            .knows(IdDocument.parse("11010519491231002X").orThrow())
            .knows(IdDocument.parse("EA1234567", IdDocument.PASSPORT).orThrow())
            .knows(App.parse("云会议宝", null).orThrow());
  }

  KnownSuspects nobodyIn(Path index) {
    return new KnownSuspects(index);
  }

  @AfterEach
  void close() {
    known.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6222028245915102258                | account:6222028245915102258 EXACT",
        "6222 0282 4591 5102 258            | account:6222028245915102258 EXACT",
        "６２２２０２８２４５９１５１０２２５８  | account:6222028245915102258 EXACT",
        "六二二二零二八二四五九一五幺零二二五八   | account:6222028245915102258 EXACT",
        "13857901234                        | phone:+8613857901234 EXACT",
        "+86 138-5790-1234                  | phone:+8613857901234 WRITTEN_OTHERWISE",
        "0086 13857901234                   | phone:+8613857901234 WRITTEN_OTHERWISE",
        "013857901234                       | phone:+8613857901234 WRITTEN_OTHERWISE",
        "0571 28290000                      | phone:+8657128290000 WRITTEN_OTHERWISE",
        "+852 3001 2345                     | phone:+85230012345 EXACT",
        "0085230012345                      | phone:+85230012345 WRITTEN_OTHERWISE",
        "2908811234                         | chat:qq:2908811234 EXACT",
        "QQ 2908811234                      | chat:qq:2908811234 EXACT",
        "@Task_Boss88                       | chat:telegram:task_boss88 EXACT",
        "tuikuan@service.example            | email:tuikuan@service.example EXACT",
        "11010519491231002x                 | id:resident-id:11010519491231002X EXACT",
        "ea 1234567                         | id:passport:EA1234567 EXACT",
        "云会议宝                            | app:云会议宝 NAME",
      })
  void theSameThingIsFoundHoweverItIsWritten(String typed, String first) {
    assertThat(known.told(typed)).first().isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "6222028245915102285, DIGITS_SWAPPED, 18",
    "2622028245915102258, DIGITS_SWAPPED, 1",
    "6222028245195102258, DIGITS_SWAPPED, 11",
    "6222028245915102268, DIGIT_WRONG, 18",
    "6322028245915102258, DIGIT_WRONG, 2",
    "6222028245815102258, DIGIT_WRONG, 11",
    "622202824591510258, DIGIT_MISSING, 17",
    "622028245915102258, DIGIT_MISSING, 4",
    "62220288245915102258, DIGIT_DOUBLED, 8",
    "62220282459151022588, DIGIT_DOUBLED, 20",
    "62220282459715102258, DIGIT_EXTRA, 12",
  })
  void oneSlipInACardIsToldWithItsPlace(String typed, Why why, int place) {
    Found first = known.find(typed).getFirst();
    assertThat(first.suspect().key()).isEqualTo(CARD);
    assertThat(first.match()).isEqualTo(new Match(why, place, "6222028245915102258"));
  }

  @Test
  void everySlipInAMobileNumberIsFound() {
    String right = "13857901234";
    for (int at = 0; at < right.length(); at++) {
      String head = right.substring(0, at);
      String tail = right.substring(at + 1);
      char wrong = right.charAt(at) == '9' ? '0' : (char) (right.charAt(at) + 1);
      assertThat(known.told(head + wrong + tail)).as("wrong at %d", at).anyMatch(this::isThePhone);
      assertThat(known.told(head + tail)).as("missing at %d", at).anyMatch(this::isThePhone);
      assertThat(known.told(head + right.charAt(at) + right.charAt(at) + tail))
          .as("doubled at %d", at)
          .anyMatch(this::isThePhone);
      if (at > 0) {
        String swapped =
            right.substring(0, at - 1) + right.charAt(at) + right.charAt(at - 1) + tail;
        assertThat(known.told(swapped)).as("swapped at %d", at).anyMatch(this::isThePhone);
      }
    }
  }

  private boolean isThePhone(String told) {
    return told.startsWith(PHONE + " ");
  }

  @Test
  void twoSlipsAreOneTooMany() {
    assertThat(known.told("6222028245915102367")).isEmpty();
    assertThat(known.told("13857901299")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"622", "62220", "622202824591", "622202824591510225"})
  void aCardIsKnownBeforeItsLastDigit(String typed) {
    assertThat(known.told(typed)).anyMatch(told -> told.startsWith(CARD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2258              | account:6222028245915102258 TAIL",
        "102258            | account:6222028245915102258 TAIL",
        "工行尾号2258       | account:6222028245915102258 TAIL_AND_BANK",
        "2258 icbc         | account:6222028245915102258 TAIL_AND_BANK",
        "icbc 2258         | account:6222028245915102258 TAIL_AND_BANK",
        "2258 工商银行      | account:6222028245915102258 TAIL_AND_BANK",
        "周志强 2258        | account:6222028245915102258 TAIL_AND_NAME",
        "zhou zhiqiang 2258 | account:6222028245915102258 TAIL_AND_NAME",
        "工行 周志强 尾号2258 | account:6222028245915102258 TAIL_AND_NAME",
        "周智强 2258        | account:6222028245915102258 TAIL_AND_NAME",
        "李海涛 1369        | account:6228485229565591369 TAIL_AND_NAME",
        "尾号7788 工行      | account:icbc/*7788 TAIL_AND_BANK",
      })
  void theLastDigitsSuffice(String typed, String first) {
    assertThat(known.told(typed)).first().isEqualTo(first);
  }

  @Test
  void theLastDigitsOfAnotherBankOrPersonDoNot() {
    assertThat(known.told("农行尾号2258")).isEmpty();
    assertThat(known.told("陈桂芳 2258")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://www.icbc-safe.example/login?a=1 | EXACT",
        "hxxp://www.icbc-safe[.]example/other    | HOST",
        "m.icbc-safe.example                     | DOMAIN",
        "www.іcbc-safe.example                   | LOOK_ALIKE",
        "lcbc-safe.example                       | LOOK_ALIKE",
        "www.icbcsafe.example                    | TYPO_SQUAT",
        "www.icbc-safee.example                  | TYPO_SQUAT",
        "www.icbc-saef.example                   | TYPO_SQUAT",
      })
  void aLinkIsFoundByItsHostAndByWhatLooksLikeIt(String typed, Why why) {
    Found first = known.find(typed).getFirst();
    assertThat(first.suspect().key()).isEqualTo("link:www.icbc-safe.example/login?a=1");
    assertThat(first.match().why()).isEqualTo(why);
  }

  @Test
  void aHostIsKnownBeforeItIsWhole() {
    assertThat(known.told("paypal-ch")).containsExactly("link:paypal-check.example BEGINNING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "周志强          | NAME",
        "周 志 强        | NAME",
        "周志強          | NAME",
        "zhou zhi qiang | SOUND",
        "ZhouZhiqiang   | SOUND",
        "zhōu zhì qiáng | SOUND",
        "Zhou1 Zhi4 Qiang2 | SOUND",
        "Zhou Zhi-qiang | SOUND",
        "Zhiqiang Zhou  | SOUND_SWAPPED",
        "ZHIQIANG, ZHOU | SOUND_SWAPPED",
        "周智强          | SOUND",
        "邹志强          | SOUND_SLIP",
        "zhou zhiqian   | BEGINNING",
        "zou zhiqiang   | SOUND_SLIP",
        "周*强           | NAME_HIDDEN",
        "周志            | BEGINNING",
      })
  void aNameIsFoundByItsCharactersAndItsSound(String typed, Why why) {
    Found first = known.find(typed).getFirst();
    assertThat(first.suspect().key()).isIn("person:周志强", CARD);
    assertThat(first.match().why()).isEqualTo(why);
    assertThat(known.told(typed)).anyMatch(told -> told.startsWith("person:周志强 "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maria keller  | person:maria keller NAME",
        "Keller, Maria | person:maria keller SOUND_SWAPPED",
        "María Keller  | person:maria keller SOUND",
        "maria kellar  | person:maria keller SOUND_SLIP",
        "lv lina       | person:吕丽娜 SOUND",
        "lü li na      | person:吕丽娜 SOUND",
        "lu lina       | person:吕丽娜 SOUND",
        "李海涛         | account:6228485229565591369 NAME_HIDDEN",
        "shan xiongxin | account:icbc/*7788 SOUND",
      })
  void namesOfManyKindsAreFound(String typed, String first) {
    assertThat(known.told(typed)).first().isEqualTo(first);
  }

  @Test
  void aWholeNumberThatIsKnownIsNoBeginning() {
    known
        .knows(BankAccount.parse("138579012345678", "ccb", null).orThrow())
        .knows(BankAccount.parse("4111111111111111", null, null).orThrow())
        .knows(BankAccount.parse("4111111111111111222", "boc", null).orThrow());
    assertThat(known.told("13857901234")).containsExactly(PHONE + " EXACT");
    assertThat(known.told("4111111111111111")).containsExactly("account:4111111111111111 EXACT");
    assertThat(known.told("411111111111111")).hasSize(2);
  }

  @Test
  void aFrequentNameLeavesRoomForOthersThatAreNearIt() {
    "芳方放房防坊访仿纺舫".chars().forEach(c -> known.knows(person("李" + (char) c)));
    known.knows(person("李旺"));
    assertThat(known.told("li vang")).contains("person:李旺 SOUND_SLIP").hasSize(10);
    assertThat(known.told("li fang"))
        .contains("person:李旺 SOUND_SLIP")
        .hasSize(10)
        .first()
        .asString()
        .endsWith(" SOUND");
  }

  @Test
  void ofNamesThatBeginSoEachIsShownOnceBeforeAnyTwice() {
    "芳方放房防坊访仿纺舫".chars().forEach(c -> known.knows(person("李" + (char) c)));
    known.knows(person("李芳菲"));
    assertThat(known.told("li fa")).contains("person:李芳菲 BEGINNING").hasSize(10);
  }

  private static Person person(String name) {
    return Person.parse(name).orThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "?",
        "的",
        "a",
        "1",
        "陈桂芳",
        "4111111111111111",
        "nobody.example",
        "\u0000",
        "*",
        "**",
        "\"x\\",
        "(((",
        "0086",
        "86"
      })
  void nobodyIsFoundWhereNobodyIs(String typed) {
    assertThat(known.told(typed)).isEmpty();
  }
}
