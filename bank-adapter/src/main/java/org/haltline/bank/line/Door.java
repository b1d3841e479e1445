package org.haltline.bank.line;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/// Where one bank comes in: the channel that understands what it leaves.
public interface Door {

  /// The next messages for the bank, a line each; empty where this bank is not waited for but
  /// called.
  Optional<List<String>> fetch(int most);

  /// Takes a message from the bank. A failed future says the same as [Taken.Later].
  Future<Taken> take(Buffer message);
}
