package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A configured Redis URL, understood. One of
///
///     redis://[[user]:password@]host[:port]              one server
///     rediss://…                                         one server, TLS, its certificate checked
///     redis-socket:///path                               one server of this machine
///     redis-sentinel://[…@]host[:port],host2[:port]#name  the master that these sentinels name
///     redis-cluster://[…@]host[:port],host2[:port]        a cluster (rediss-cluster:// with TLS)
///
/// A special character of a password is percent-encoded.
record RedisUrl(List<RedisURI> servers, boolean cluster) {
  private static final String FORMS =
      "redis://, rediss://, redis-socket://, redis-sentinel://, redis-cluster:// or"
          + " rediss-cluster://";

  private static final Pattern SERVER =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:/?#,]+)(:\\d{1,5})?([/?].*)?");

  static RedisUrl parse(String url) {
    int schemeEnds = url.indexOf("://");
    if (schemeEnds < 0) throw new IllegalArgumentException("a Redis URL begins with " + FORMS);
    String scheme = url.substring(0, schemeEnds);
    String rest = url.substring(schemeEnds + 3);
    return switch (scheme) {
      case "redis-cluster" -> new RedisUrl(each("redis", rest), true);
      case "rediss-cluster" -> new RedisUrl(each("rediss", rest), true);
      case "redis", "rediss", "redis-socket" -> new RedisUrl(List.of(one(scheme, rest)), false);
      case "redis-sentinel" -> {
        if (rest.indexOf('#') < 0) {
          throw new IllegalArgumentException("a sentinel URL ends in #name, the master's name");
        }
        yield new RedisUrl(List.of(one(scheme, rest)), false);
      }
      default ->
          throw new IllegalArgumentException(
              "a Redis URL begins with " + FORMS + ", not " + scheme + "://");
    };
  }

  /// A cluster's URL names several servers behind one login, which Lettuce's own syntax does not
  /// know.
  private static List<RedisURI> each(String scheme, String rest) {
    int loginEnds = rest.lastIndexOf('@') + 1;
    String login = rest.substring(0, loginEnds);
    return Arrays.stream(rest.substring(loginEnds).split(",", -1))
        .map(host -> one(scheme, login + host))
        .toList();
  }

  private static RedisURI one(String scheme, String rest) {
    if (scheme.startsWith("redis-")) return created(scheme, rest);
    // Lettuce drops a port that it cannot read and would take the default one.
    if (!SERVER.matcher(rest.substring(rest.lastIndexOf('@') + 1)).matches()) {
      throw notUnderstood(scheme, rest);
    }
    return created(scheme, rest);
  }

  private static RedisURI created(String scheme, String rest) {
    try {
      RedisURI uri = RedisURI.create(scheme + "://" + rest);
      uri.setClientName("haltline");
      return uri;
    } catch (RuntimeException refused) {
      // Lettuce's message may quote the URL with its password: neither it nor the cause goes on.
      throw notUnderstood(scheme, rest);
    }
  }

  private static IllegalArgumentException notUnderstood(String scheme, String rest) {
    return new IllegalArgumentException(
        "not understood: " + scheme + "://" + rest.substring(rest.lastIndexOf('@') + 1));
  }

  static String described(RedisURI uri) {
    if (uri.getSocket() != null) return uri.getSocket();
    if (!uri.getSentinels().isEmpty()) {
      return "master "
          + uri.getSentinelMasterId()
          + " of "
          + String.join(",", uri.getSentinels().stream().map(RedisUrl::described).toList());
    }
    return uri.getHost() + ":" + uri.getPort();
  }
}
