package org.haltline.core.search;

import io.lettuce.core.RedisURI;
import java.nio.file.Path;
import org.haltline.core.journal.CentreKey;

/// A process that follows a centre's journal into both indexes until somebody kills it.
final class IndexingProcess {
  private IndexingProcess() {}

  /// Wants the Redis, the centre's name and key, and the folder of the indexes.
  public static void main(String[] args) throws Exception {
    try (var centre =
            new SearchedCentre(RedisURI.create(args[0]), args[1], CentreKey.ofHex(args[2]));
        Suspects suspects = centre.suspects(Path.of(args[3]));
        Casebook casebook = centre.casebook(Path.of(args[3]))) {
      while (true) {
        // whoever started this one reads how far it is
        System.out.println(Math.min(suspects.progress().entries(), casebook.progress().entries()));
        Thread.sleep(20);
      }
    }
  }
}
