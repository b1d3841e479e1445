package org.haltline.core.subject;

import org.jspecify.annotations.Nullable;

/// An address on the web, without its scheme: who answers, and what is asked for there.
///
/// @param host small ASCII letters, international names as `xn--…`, IPv6 in brackets
/// @param port only where it is not the scheme's own
/// @param path what follows the host with its query, percent-encoded; empty for the root. A
///   fragment is kept only when it is a route inside a page (`/#/login`), since otherwise it names
///   a place on the same page
/// @param registrableDomain the part of the host that one owner holds
public record Link(
    String typed, String host, @Nullable Integer port, String path, String registrableDomain)
    implements Subject {

  /// Bound of a typed link, in UTF-16 units.
  public static final int LENGTH_MAX = 2048;

  public Link {
    if (host.isBlank()) {
      throw new IllegalArgumentException("a link without a host");
    }
  }

  /// Understands a link as typed, pasted or disarmed (`hxxp://evil[.]example`).
  public static Parsed<Link> parse(String typed) {
    return LinkReading.read(typed);
  }

  /// Whether blocking the host hits this link and nothing beside it; else other pages stand behind
  /// the same name.
  public boolean hostIsWholeTarget() {
    return path.isEmpty() || path.equals("/");
  }

  @Override
  public String key() {
    return "link:" + hostAndPort() + (path.equals("/") ? "" : path);
  }

  @Override
  public String display() {
    return hostAndPort() + path;
  }

  private String hostAndPort() {
    return port == null ? host : host + ":" + port;
  }
}
