package org.haltline.console.feed;

import io.vertx.core.buffer.Buffer;
import org.haltline.core.journal.Position;

/// Server-sent events as bytes.
final class Frames {
  private Frames() {}

  /// @param json of one line, as the mapper writes it
  static Buffer event(Position id, String name, Buffer json) {
    return Buffer.buffer(json.length() + 80)
        .appendString("id: " + id + "\nevent: " + name + "\ndata: ")
        .appendBuffer(json)
        .appendString("\n\n");
  }

  /// Without an id: it stands at no place of the journal, and nobody comes back to it.
  static Buffer line(Buffer json) {
    return Buffer.buffer(json.length() + 30)
        .appendString("event: line\ndata: ")
        .appendBuffer(json)
        .appendString("\n\n");
  }

  static Buffer begin(Position at) {
    return event(at, "begin", Buffer.buffer("{\"position\":\"" + at + "\"}"));
  }

  /// The last word of a connection that the house ends.
  static Buffer resume(Position at, String why) {
    return event(
        at, "resume", Buffer.buffer("{\"position\":\"" + at + "\",\"why\":\"" + why + "\"}"));
  }

  /// Keeps the line open, and moves the client's last id past what it may not see: an id without
  /// data is remembered and shown to nobody.
  static Buffer stillHere(Position at) {
    return Buffer.buffer(": still here\nid: " + at + "\n\n");
  }
}
