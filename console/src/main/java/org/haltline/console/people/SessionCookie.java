package org.haltline.console.people;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.haltline.console.people.Session.Secret;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.jspecify.annotations.Nullable;

/// The cookie of a session: for this host alone, for no script, sent by no other site's pages, and
/// never over a line that others can read. Browsers keep a secure cookie over plain HTTP from
/// loopback alone, which is where a proxy that ends TLS, or the person, sits.
public final class SessionCookie {
  public static final String NAME = "__Host-haltline";

  private static final String KIND = "; Path=/; Secure; HttpOnly; SameSite=Strict";
  private static final Pattern SEPARATOR = Pattern.compile(";");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private SessionCookie() {}

  /// The secret that came with a request; null for none. Two of that name are somebody's trick, of
  /// which a map of cookies would show the one or the other.
  static @Nullable Secret of(HttpServerRequest request) {
    List<String> named = named(request);
    return named.size() == 1 && SECRET.matcher(named.getFirst()).matches()
        ? new Secret(named.getFirst())
        : null;
  }

  static boolean came(HttpServerRequest request) {
    return !named(request).isEmpty();
  }

  private static List<String> named(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(line -> SEPARATOR.splitAsStream(line))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(NAME + "="))
        .map(cookie -> cookie.substring(NAME.length() + 1))
        .toList();
  }

  public static String begun(Secret secret) {
    return NAME + "=" + secret.text() + KIND;
  }

  public static String ended() {
    return NAME + "=" + KIND + "; Max-Age=0";
  }

  /// @throws Refused where others could read along
  static void requirePrivateLine(HttpServerRequest request) {
    if (!request.connection().isSsl() && !isLoopback(request.remoteAddress())) {
      throw Refused.of(ProblemCode.TLS_WANTED);
    }
  }

  private static boolean isLoopback(SocketAddress peer) {
    String host = peer.hostAddress();
    if (host == null) {
      return false;
    }
    try {
      // an address, so nobody is asked for it
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
