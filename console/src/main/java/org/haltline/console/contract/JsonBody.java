package org.haltline.console.contract;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.TreeMap;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bytes of a body turned into JSON once, strictly: text that is no UTF-8, members that stand there
/// twice, depth without end and anything after the value are refused with their place.
public final class JsonBody {
  /// Levels of nesting; the deepest body of the contract has four.
  static final int DEPTH_MAX = 16;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  public static JsonNode read(Buffer body) {
    String text = text(body.getBytes());
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isMissingNode()) {
        throw Refused.of(ProblemCode.BODY_MISSING, "application/json");
      }
      return node;
    } catch (JacksonException notJson) {
      TokenStreamLocation at = notJson.getLocation();
      throw Refused.of(
          ProblemCode.MALFORMED_JSON,
          at == null ? 1 : at.getLineNr(),
          at == null ? 1 : at.getColumnNr(),
          JsonFault.said(Objects.requireNonNullElse(notJson.getOriginalMessage(), "")));
    }
  }

  private static String text(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw Refused.of(ProblemCode.BROKEN_UTF8, in.position());
    }
    return out.flip().toString();
  }

  /// Feeds a value into a hash so that spaces and the order of members make no difference. Every
  /// value carries its kind and its length, so that no two different values feed the same bytes.
  public static void digest(JsonNode node, MessageDigest into) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        mark('{', node.size(), into);
        var sorted = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
        sorted.forEach(
            (name, value) -> {
              text('k', name, into);
              digest(value, into);
            });
      }
      case ARRAY -> {
        mark('[', node.size(), into);
        node.forEach(item -> digest(item, into));
      }
      case STRING -> text('s', node.stringValue(), into);
      case BOOLEAN, NUMBER, NULL, MISSING, BINARY, POJO -> text('v', node.toString(), into);
    }
  }

  private static void text(char kind, String text, MessageDigest into) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mark(kind, bytes.length, into);
    into.update(bytes);
  }

  private static void mark(char kind, int length, MessageDigest into) {
    into.update((byte) kind);
    into.update((byte) (length >>> 24));
    into.update((byte) (length >>> 16));
    into.update((byte) (length >>> 8));
    into.update((byte) length);
  }
}
