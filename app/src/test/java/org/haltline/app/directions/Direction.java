package org.haltline.app.directions;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/// One rule about who may see whom, made for the tree below a root package.
///
/// The rule that guards `org.haltline` is run on `org.haltline.planted` too, where it must fail and
/// name every class of `brokenBy`: a misspelt package in a rule cannot pass for a clean house.
record Direction(String name, List<String> brokenBy, Function<String, ArchRule> rule) {
  ArchRule under(String root) {
    return rule.apply(root).as(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
