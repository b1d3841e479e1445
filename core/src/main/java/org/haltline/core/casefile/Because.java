package org.haltline.core.casefile;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a command is refused where the code of the refusal does not say enough: a second code, and
/// what is filled into its words. The words themselves belong to whoever tells them, in the
/// language of whoever is told.
///
/// @param facts names, numbers and sums, never sentences
public record Because(Why why, List<String> facts) {
  /// The code of the refusal says all.
  public static final Because OF_ITS_CODE = new Because(Why.OF_ITS_CODE, List.of());

  public Because {
    if (facts.size() != why.facts()) {
      throw new IllegalArgumentException(why + " tells " + why.facts() + " facts, not " + facts);
    }
    facts = List.copyOf(facts);
  }

  static Because of(Why why, @Nullable Object... facts) {
    return new Because(why, Arrays.stream(facts).map(String::valueOf).toList());
  }

  /// For logs: the code and its facts.
  @Override
  public String toString() {
    return facts.isEmpty() ? why.name() : why + " " + String.join(", ", facts);
  }
}
