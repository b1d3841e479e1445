package org.haltline.console.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.view.Masked;
import org.haltline.console.view.Views;
import org.jspecify.annotations.Nullable;

/// What goes back: a status, a few headers, bytes.
///
/// @param pouring what is too long to be held in memory; null where the body is the answer
public record Answer(
    int status,
    String contentType,
    Buffer body,
    Map<String, String> headers,
    @Nullable Pouring pouring) {

  /// Writes a long answer, off the event loop and as fast as the client takes it. Whoever reads it
  /// stands in the audit trail before the first byte; what is masked for them is masked by it.
  @FunctionalInterface
  public interface Pouring {
    void into(OutputStream out) throws IOException;
  }

  public static Answer json(int status, Object view) {
    return of(status, "application/json", Buffer.buffer(Views.bytes(view)));
  }

  public static Answer of(int status, String contentType, Buffer body) {
    return new Answer(status, contentType, body, Map.of(), null);
  }

  public static Answer poured(String contentType, Pouring pouring) {
    return new Answer(200, contentType, Buffer.buffer(), Map.of(), pouring);
  }

  /// The same with gaps, where it is JSON and holds what is masked for its reader.
  Answer seenWith(Set<Field> gaps) {
    if (gaps.isEmpty() || !contentType.equals("application/json")) {
      return this;
    }
    byte[] whole = body.getBytes();
    byte[] seen = Masked.of(whole, gaps);
    return Arrays.equals(seen, whole)
        ? this
        : new Answer(status, contentType, Buffer.buffer(seen), headers, pouring);
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more, pouring);
  }
}
