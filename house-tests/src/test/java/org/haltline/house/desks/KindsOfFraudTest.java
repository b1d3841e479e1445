package org.haltline.house.desks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haltline.core.casefile.FraudKind;
import org.junit.jupiter.api.Test;

/// The desks file a report under words of their own: those by which the house knows the kind of
/// fraud again, whichever language they are of.
class KindsOfFraudTest {
  private static final Path WORDS = Path.of("..", "console", "web", "src", "i18n");
  private static final Pattern KINDS = Pattern.compile("frauds: \\{(.*?)}", Pattern.DOTALL);
  private static final Pattern KIND = Pattern.compile("(\\w+): '([^']*)'");

  @Test
  void areCalledTheSameByTheDesksAndByTheHouse() throws IOException {
    assertThat(ofTheDesks("zh.ts")).isEqualTo(ofTheHouse(FraudKind::wordZh));
    assertThat(ofTheDesks("en.ts")).isEqualTo(ofTheHouse(FraudKind::wordEn));
  }

  private static Map<String, String> ofTheDesks(String file) throws IOException {
    Matcher kinds = KINDS.matcher(Files.readString(WORDS.resolve(file)));
    assertThat(kinds.find()).isTrue();
    var words = new LinkedHashMap<String, String>();
    Matcher kind = KIND.matcher(kinds.group(1));
    while (kind.find()) {
      words.put(kind.group(1), kind.group(2));
    }
    return words;
  }

  private static Map<String, String> ofTheHouse(Function<FraudKind, String> word) {
    return Arrays.stream(FraudKind.values()).collect(Collectors.toMap(FraudKind::code, word));
  }
}
