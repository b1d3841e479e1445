package org.haltline.core.search;

import java.util.List;
import java.util.Map;
import org.haltline.core.casefile.CaseSum;
import org.haltline.core.order.CaseId;

/// What was found: so many, these first, how many of each sort, and the money of all of them.
///
/// @param facets of each facet the values that most have; with what the other facets leave, so that
///   a number is what a click would show
/// @param sums over all that were found, by currency
public record CaseAnswer(
    int total, List<CaseId> cases, Map<CaseFacet, List<Count>> facets, List<CaseSum> sums) {
  public CaseAnswer {
    cases = List.copyOf(cases);
    facets = Map.copyOf(facets);
    sums = List.copyOf(sums);
  }

  /// How many cases have a value.
  public record Count(String value, int cases) {}
}
