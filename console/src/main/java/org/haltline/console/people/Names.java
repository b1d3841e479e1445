package org.haltline.console.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.haltline.console.access.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people are called: facts and orders say who by an id, for a name may change. Whoever has a
/// token is called as configuration says, anybody else as the register says now.
public final class Names {
  private static final Logger log = LoggerFactory.getLogger(Names.class);

  private final Tokens tokens;
  private final Users users;

  public Names(Tokens tokens, Users users) {
    this.tokens = tokens;
    this.users = users;
  }

  /// The names of these, by their ids. Whoever nobody knows has none; nor has anybody while the
  /// register is away, and what they did is told all the same.
  public CompletionStage<Map<String, String>> of(Collection<String> ids) {
    var named = new HashMap<String, String>();
    var asked =
        ids.stream().distinct().filter(id -> !ofToken(id, named)).filter(Users::isId).toList();
    List<CompletableFuture<Optional<User>>> found =
        asked.stream().map(this::find).map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> {
              found.forEach(it -> it.join().ifPresent(user -> named.put(user.id(), user.name())));
              return Map.copyOf(named);
            });
  }

  private boolean ofToken(String id, Map<String, String> named) {
    Optional<String> name = tokens.nameOf(id);
    name.ifPresent(it -> named.put(id, it));
    return name.isPresent();
  }

  private CompletionStage<Optional<User>> find(String id) {
    return users
        .find(id)
        .exceptionally(
            away -> {
              log.debug("what {} is called was not read: {}", id, away.toString());
              return Optional.empty();
            });
  }
}
