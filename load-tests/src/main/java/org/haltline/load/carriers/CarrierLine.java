package org.haltline.load.carriers;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.telecom.sandbox.SandboxCarrier;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;

/// One carrier of the run, whatever it speaks.
///
/// @param channel of the house that reaches it, in YAML on a line
record CarrierLine(
    String id,
    String channel,
    Supplier<Book> kept,
    Supplier<Faults> turned,
    Consumer<Faults> turn) {

  static CarrierLine json(String id, SandboxCarrier carrier) {
    return new CarrierLine(
        id,
        "{type: HTTP, url: \"%s\"}".formatted(carrier.base()),
        carrier::book,
        carrier::faults,
        carrier::misbehave);
  }

  /// @param secret the file that holds the client's secret
  static CarrierLine tmf(String id, SandboxTmfCarrier carrier, String secret) {
    return new CarrierLine(
        id,
        "{type: TMF, tmf: {ordering-url: \"%1$s/ordering\", status-url: \"%1$s/status\", token-url: \"%1$s/token\", client-id: %2$s, client-secret-file: \"%3$s\"}}"
            .formatted(carrier.base(), SandboxTmfCarrier.CLIENT_ID, secret),
        carrier::book,
        carrier::faults,
        carrier::misbehave);
  }

  Book book() {
    return kept.get();
  }

  Faults faults() {
    return turned.get();
  }

  void misbehave(Faults how) {
    turn.accept(how);
  }
}
