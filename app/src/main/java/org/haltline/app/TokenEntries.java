package org.haltline.app;

import java.util.List;
import org.haltline.console.access.Tokens;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;

/// The tokens of the configuration, as the console knows them.
final class TokenEntries {
  private TokenEntries() {}

  static List<Tokens.Entry> of(List<Settings.Token> tokens) {
    return tokens.stream().map(TokenEntries::entry).toList();
  }

  /// A unit whose level nobody said counts as the lowest; that it was not said is a fault of its
  /// own.
  private static Tokens.Entry entry(Settings.Token token) {
    var actor =
        new Actor(
            token.id(),
            token.name(),
            token.roles(),
            token.institution().orElse(null),
            token
                .unit()
                .map(
                    unit ->
                        new PoliceUnit(unit, token.unitLevel().orElse(PoliceUnit.Level.STATION)))
                .orElse(null));
    return new Tokens.Entry(token.sha256(), actor);
  }
}
