package org.haltline.console.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.haltline.core.search.Match;
import org.haltline.core.search.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
  private static final Pattern HOLE = Pattern.compile("\\{\\d}");

  /// A mark of half the width beside a Chinese character.
  private static final Pattern NARROW =
      Pattern.compile("[\\p{IsHan}”）][,;:?!(]|[,;:?!)]\\p{IsHan}");

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(Phrases.keys(Language.ZH)).isEqualTo(Phrases.keys(Language.EN)).isNotEmpty();
  }

  @Test
  void bothLanguagesFillInTheSameThings() {
    for (String key : new TreeSet<>(Phrases.keys(Language.EN))) {
      assertThat(holes(Language.ZH, key)).as(key).isEqualTo(holes(Language.EN, key));
    }
  }

  @Test
  void chineseIsChinese() {
    for (String key : Phrases.keys(Language.ZH)) {
      String said = Phrases.say(Language.ZH, key);
      assertThat(
              said.codePoints()
                      .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                  || said.equals("null"))
          .as(key + " = " + said)
          .isTrue();
    }
  }

  @Test
  void chineseIsPunctuatedAsChinese() {
    for (String key : new TreeSet<>(Phrases.keys(Language.ZH))) {
      assertThat(Phrases.say(Language.ZH, key)).as(key).doesNotContainPattern(NARROW);
    }
  }

  @Test
  void fillsIn() {
    assertThat(Phrases.say(Language.EN, "fault.too-long", 5, 9))
        .isEqualTo("This may have 5 characters at most, it has 9.");
    assertThatThrownBy(() -> Phrases.say(Language.EN, "fault.nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyRoleAndLevelHasItsWords() {
    for (Role role : Role.values()) {
      assertThat(Phrases.say(Language.EN, "role." + role)).isNotBlank();
    }
    for (PoliceUnit.Level level : PoliceUnit.Level.values()) {
      assertThat(Phrases.say(Language.ZH, "level." + level)).isNotBlank();
    }
  }

  @Test
  void everyReasonToBeFoundAndOfAColourHasItsWords() {
    for (Match.Why why : Match.Why.values()) {
      assertThat(Phrases.say(Language.EN, "match." + why, 3, "6222")).isNotBlank();
    }
    for (Standing.Reason reason : Standing.Reason.values()) {
      assertThat(Phrases.say(Language.ZH, "reason." + reason)).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EN",
        "zh|ZH",
        "zh-CN,zh;q=0.9,en;q=0.8|ZH",
        "en-GB,zh;q=0.5|EN",
        "fr,de;q=0.9|EN",
        "fr, zh-Hant;q=0.3|ZH",
        "en;q=0.2,zh;q=0.3|ZH",
        "zh;q=0|EN",
        "zh;q=many|EN",
        ";;;,,,|EN"
      })
  void theClientsFavouriteIsSpoken(String header, Language spoken) {
    assertThat(Language.preferred(header)).isEqualTo(spoken);
  }

  private static Set<String> holes(Language language, String key) {
    var holes = new TreeSet<String>();
    HOLE.matcher(Phrases.say(language, key)).results().map(MatchResult::group).forEach(holes::add);
    return holes;
  }
}
