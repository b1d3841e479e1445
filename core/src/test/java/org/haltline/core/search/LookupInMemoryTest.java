package org.haltline.core.search;

import java.nio.file.Path;

/// The same lookups where nobody has been written to disk yet.
class LookupInMemoryTest extends LookupTest {
  @Override
  KnownSuspects nobodyIn(Path index) {
    return new KnownSuspects(index, true);
  }
}
