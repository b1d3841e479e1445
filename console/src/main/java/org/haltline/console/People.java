package org.haltline.console;

import io.vertx.core.Vertx;
import org.haltline.console.audit.AuditTrail;
import org.haltline.console.audit.Clerk;
import org.haltline.console.people.Names;
import org.haltline.console.people.Passwords;
import org.haltline.console.people.Reception;
import org.haltline.console.people.Sessions;
import org.haltline.console.people.SignIn;
import org.haltline.console.people.Staff;
import org.haltline.console.people.Users;

/// Who may come in, who is in, and who writes down what they do: one for all loops of a console.
record People(
    SignIn signIn,
    Staff staff,
    Reception reception,
    AuditTrail trail,
    Clerk clerk,
    Sessions sessions,
    Names names) {

  static People of(Vertx vertx, ConsolePorts ports, ConsoleOptions options) {
    var users = new Users(ports.register());
    var passwords = new Passwords(vertx, options.passwords());
    var _ = passwords.ready();
    var sessions = new Sessions(ports.register(), users, ports.clock(), options.sessions());
    var trail = new AuditTrail(ports.diary(), ports.clock());
    return new People(
        new SignIn(vertx, ports.register(), users, sessions, passwords, ports.clock()),
        new Staff(
            vertx, users, passwords, ports.tokens(), id -> ports.directory().byId(id).isPresent()),
        new Reception(vertx, ports.tokens(), sessions),
        trail,
        new Clerk(trail),
        sessions,
        new Names(ports.tokens(), users));
  }
}
