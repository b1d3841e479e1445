package org.haltline.console.site;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file of the web application, held in memory with what was compressed beforehand.
///
/// @param lasting whether its name holds a hash of its content, so that it never changes
record WebFile(
    String type,
    String etag,
    boolean lasting,
    Buffer plain,
    @Nullable Buffer gzip,
    @Nullable Buffer brotli) {
  private static final int ETAG_BYTES = 12;

  /// As Vite names them: `index-B3xK9_aQ.js`.
  private static final Pattern HASHED = Pattern.compile("assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  static WebFile of(String path, byte[] bytes, byte @Nullable [] gzip, byte @Nullable [] brotli) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return new WebFile(
        TYPES.getOrDefault(ending, "application/octet-stream"),
        "\"" + hash(bytes) + "\"",
        HASHED.matcher(path).matches(),
        Buffer.buffer(bytes),
        gzip == null ? null : Buffer.buffer(gzip),
        brotli == null ? null : Buffer.buffer(brotli));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, ETAG_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
