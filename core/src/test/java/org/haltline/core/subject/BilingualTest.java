package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BilingualTest {

  @Test
  void whatIsSaidInBothIsReadInEither() {
    var treasury = new Bilingual("国库", "the treasury");
    assertThat(treasury.both()).isEqualTo("国库 / the treasury");
    assertThat(Bilingual.read("国库 / the treasury")).isEqualTo(treasury);
    assertThat(Bilingual.read("国库 / either / or")).isEqualTo(new Bilingual("国库", "either / or"));
  }

  /// A centre writes its own reasons as it likes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " / ",
        "国库",
        "the treasury",
        "财政局 / 国库",
        "treasury / state",
        "国库 / ",
        "国库/the treasury"
      })
  void whatIsSaidOnceIsTheSameInBoth(String once) {
    assertThat(Bilingual.read(once)).isEqualTo(new Bilingual(once, once));
    assertThat(Bilingual.read(once).both()).isEqualTo(once);
  }
}
