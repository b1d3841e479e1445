package org.haltline.console.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.haltline.console.access.Masks.Field;
import org.haltline.console.view.Masked;
import org.haltline.console.view.Views;

/// What goes back: a status, a few headers, bytes.
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {

  public static Answer json(int status, Object view) {
    return new Answer(status, "application/json", Buffer.buffer(Views.bytes(view)), Map.of());
  }

  public static Answer of(int status, String contentType, Buffer body) {
    return new Answer(status, contentType, body, Map.of());
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
        : new Answer(status, contentType, Buffer.buffer(seen), headers);
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }
}
