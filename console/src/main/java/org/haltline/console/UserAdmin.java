package org.haltline.console;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.haltline.console.contract.Part;
import org.haltline.console.http.Answer;
import org.haltline.console.http.Exchange;
import org.haltline.console.http.Handling;
import org.haltline.console.people.Staff;
import org.haltline.console.people.Staff.GivenOut;
import org.haltline.console.people.User;
import org.haltline.console.people.Users;
import org.haltline.console.view.ActorView;
import org.haltline.core.order.Actor;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;
import org.jspecify.annotations.Nullable;

/// Who may sign in, and as what.
final class UserAdmin {
  private final Staff staff;

  UserAdmin(Staff staff) {
    this.staff = staff;
  }

  private record UserView(
      String id,
      String name,
      List<String> roles,
      @Nullable String institution,
      ActorView.@Nullable UnitView unit,
      boolean disabled,
      boolean passwordMustChange) {

    static UserView of(User user) {
      ActorView actor = ActorView.of(user.actor());
      return new UserView(
          actor.id(),
          actor.name(),
          actor.roles(),
          actor.institution(),
          actor.unit(),
          user.disabled(),
          user.mustChange());
    }
  }

  private record UsersView(List<UserView> users) {}

  private record GivenOutView(UserView user, String password) {
    static GivenOutView of(GivenOut it) {
      return new GivenOutView(UserView.of(it.user()), it.password());
    }
  }

  Map<String, Handling> handlings() {
    return Map.of(
        "listUsers", this::list,
        "createUser", this::create,
        "changeUser", this::change,
        "givePassword", this::givePassword);
  }

  private Future<Answer> list(Exchange exchange) {
    return staff
        .all()
        .map(all -> Answer.json(200, new UsersView(all.stream().map(UserView::of).toList())));
  }

  private Future<Answer> create(Exchange exchange) {
    Part form = exchange.sound();
    String id = Users.id(text(form, "id"));
    exchange.about(id);
    return staff.hire(actor(id, form)).map(it -> Answer.json(201, GivenOutView.of(it)));
  }

  private Future<Answer> change(Exchange exchange) {
    Part form = exchange.sound();
    String id = Users.id(exchange.path("userId"));
    boolean disabled = Boolean.TRUE.equals(form.get("disabled").truth());
    exchange.about(id);
    return staff
        .change(exchange.actor(), actor(id, form), disabled)
        .map(user -> Answer.json(200, UserView.of(user)));
  }

  private Future<Answer> givePassword(Exchange exchange) {
    String id = Users.id(exchange.path("userId"));
    exchange.about(id);
    return staff
        .givePassword(exchange.actor(), id)
        .map(it -> Answer.json(200, GivenOutView.of(it)));
  }

  private static Actor actor(String id, Part form) {
    Part unit = form.get("unit");
    return new Actor(
        id,
        text(form, "name").strip(),
        form.get("roles").items().stream()
            .map(role -> Role.valueOf(Objects.requireNonNull(role.text())))
            .collect(Collectors.toSet()),
        form.get("institution").text(),
        unit.isAbsent()
            ? null
            : new PoliceUnit(
                text(unit, "name").strip(), PoliceUnit.Level.valueOf(text(unit, "level"))));
  }

  private static String text(Part form, String member) {
    return Objects.requireNonNullElse(form.get(member).text(), "");
  }
}
