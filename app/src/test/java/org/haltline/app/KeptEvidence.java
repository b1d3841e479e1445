package org.haltline.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.keys.KeysFolder;

/// What `verify` finds of the signatures of orders, over the Redis of a house that has ended.
final class KeptEvidence {
  private KeptEvidence() {}

  /// @param config of the house
  /// @param more public keys, in PEM
  static OrderEvidence.Tally of(Path config, List<Path> more) throws Exception {
    return of(config, more, List.of());
  }

  /// @param earlier configurations of earlier days
  static OrderEvidence.Tally of(Path config, List<Path> more, List<Path> earlier) throws Exception {
    Settings settings = SettingsFile.read(config, Map.of()).settings();
    KeysFolder keys = KeysFolder.at(settings.storage().keys(), settings.storage().data());
    var found = new AtomicReference<OrderEvidence.Tally>();
    RedisAtHand.during(
        settings,
        redis -> {
          try (RedisJournal journal =
              House.await(
                  "journal",
                  RedisJournal.open("QY", keys.centreKey("QY"), JournalOptions.DEFAULT, redis))) {
            found.set(
                OrderEvidence.of(
                    journal,
                    OrderEvidence.Known.of(settings, keys.path(), more),
                    SentAnew.of(
                        settings, earlier.stream().map(SettingsFile::ofEarlierDay).toList())));
          }
          return 0;
        });
    return Objects.requireNonNull(found.get());
  }
}
