package org.haltline.console.people;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.Register.Entry;
import tools.jackson.databind.json.JsonMapper;

/// The people of a centre, in its register.
public final class Users {
  private static final String KIND = "users";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

  private final Register register;

  public Users(Register register) {
    this.register = register;
  }

  /// What people type as their name: how it is written makes no difference.
  public static String id(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public CompletionStage<Optional<User>> find(String id) {
    return register.read(KIND, id).thenApply(found -> found.map(Users::user));
  }

  /// All of them, by their id.
  public CompletionStage<List<User>> all() {
    return register
        .all(KIND)
        .thenApply(
            entries ->
                entries.stream().map(Users::user).sorted(Comparator.comparing(User::id)).toList());
  }

  /// Keeps a person; false when somebody else changed or made them meanwhile.
  public CompletionStage<Boolean> keep(User user) {
    return register.write(KIND, user.id(), user.version(), JSON.writeValueAsBytes(user));
  }

  private static User user(Entry entry) {
    User it = JSON.readValue(entry.value(), User.class);
    return new User(
        it.id(),
        it.name(),
        it.roles(),
        it.institution(),
        it.unit(),
        it.disabled(),
        it.password(),
        it.mustChange(),
        it.generation(),
        entry.version());
  }
}
