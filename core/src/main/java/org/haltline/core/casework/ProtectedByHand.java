package org.haltline.core.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.haltline.core.codec.Wire;
import org.haltline.core.journal.Register;
import org.haltline.core.order.ProtectedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people protected at a screen, beside the lists that ship and are configured: in the
/// centre's register, in force in every process within seconds, and in this one at once.
public final class ProtectedByHand implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProtectedByHand.class);
  private static final Duration READ_EVERY = Duration.ofSeconds(3);
  private static final String KIND = "protected";

  private final Register register;
  private final Consumer<ProtectedList> inForce;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("protected").daemon().factory());

  /// One target that may not be ordered on.
  ///
  /// @param key of the subject, as decisions compare it
  /// @param kind `account`, `phone`, `name` or `domain`
  /// @param value as it was typed
  /// @param reason in both languages, `中文 / English`
  /// @param by who protected it
  public record Entry(
      String key, String kind, String value, String reason, String by, Instant at) {}

  /// @param inForce told of the whole list whenever it is read
  public ProtectedByHand(Register register, Consumer<ProtectedList> inForce) {
    this.register = register;
    this.inForce = inForce;
  }

  /// Reads now and then, what other processes added too. A list that cannot be read stays as it
  /// was.
  public ProtectedByHand start() {
    var _ =
        clockwork.scheduleWithFixedDelay(
            () ->
                read()
                    .whenComplete(
                        (_, away) -> {
                          if (away != null) {
                            log.debug("the protected list was not read: {}", away.toString());
                          }
                        }),
            READ_EVERY.toMillis(),
            READ_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    return this;
  }

  /// All of them, the newest first; from now on they are in force here.
  public CompletionStage<List<Entry>> read() {
    return register
        .all(KIND)
        .thenApply(
            stored -> {
              List<Entry> entries =
                  stored.stream()
                      .map(it -> Wire.JSON.readValue(it.value(), Entry.class))
                      .sorted(Comparator.comparing(Entry::at).reversed())
                      .toList();
              Map<String, String> reasons = new LinkedHashMap<>();
              entries.forEach(entry -> reasons.put(entry.key(), entry.reason()));
              inForce.accept(new ProtectedList(reasons));
              return entries;
            });
  }

  /// Protects one; false where it was protected by hand already. In force here when it completes.
  public CompletionStage<Boolean> add(Entry entry) {
    return register
        .write(KIND, entry.key(), 0, Wire.JSON.writeValueAsBytes(entry))
        .thenCompose(added -> read().thenApply(_ -> added));
  }

  /// Protects one no longer; false where nobody had protected it by hand.
  public CompletionStage<Boolean> remove(String key) {
    return register
        .read(KIND, key)
        .thenCompose(
            found ->
                register
                    .remove(KIND, key, found.map(Register.Entry::version).orElse(-1L))
                    .thenCompose(removed -> read().thenApply(_ -> removed && found.isPresent())));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
