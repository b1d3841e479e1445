package org.haltline.console.http;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haltline.console.view.Views;

/// What goes back: a status, a few headers, bytes.
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {

  public static Answer json(int status, Object view) {
    return new Answer(status, "application/json", Buffer.buffer(Views.bytes(view)), Map.of());
  }

  public static Answer of(int status, String contentType, Buffer body) {
    return new Answer(status, contentType, body, Map.of());
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }
}
