package org.haltline.console.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.haltline.console.people.Session.Secret;
import org.haltline.console.problem.ProblemCode;
import org.haltline.console.problem.Refused;
import org.jspecify.annotations.Nullable;

/// That a request which changes something was made by our own page and by no other site's: what the
/// browser says of where it came from, and what only our page knows.
final class SameSite {
  static final String CSRF = "X-Haltline-CSRF";

  private static final String FETCH_SITE = "Sec-Fetch-Site";
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private SameSite() {}

  /// @throws Refused for a request that another site's page made
  static void requireOwnPage(HttpServerRequest request) {
    String site = request.getHeader(FETCH_SITE);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
    if (foreign || (origin != null && !isOurs(origin, request.authority()))) {
      throw Refused.of(ProblemCode.CROSS_SITE);
    }
  }

  /// @throws Refused for a change that does not bear what our page knows
  static void requireMeant(HttpServerRequest request, Secret secret) {
    if (SAFE.contains(request.method())) {
      return;
    }
    requireOwnPage(request);
    String said = request.getHeader(CSRF);
    if (said == null
        || !MessageDigest.isEqual(said.getBytes(UTF_8), secret.csrf().getBytes(UTF_8))) {
      throw Refused.of(ProblemCode.CSRF_WRONG);
    }
  }

  /// Host and port alone: whether TLS ends here or at a proxy on this machine.
  private static boolean isOurs(String origin, @Nullable HostAndPort authority) {
    try {
      String there = URI.create(origin).getAuthority();
      return authority != null
          && there != null
          && there.toLowerCase(Locale.ROOT).equals(authority.toString().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException noOrigin) {
      return false; // `null`, which a sandboxed page says, has no authority
    }
  }
}
