package org.haltline.core.directory;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who serves what no table knows, each an institution's id; null means: ask.
///
/// @param callGateway the carrier that intercepts calls from abroad where they enter
/// @param linkBlocker the carrier or authority that takes names out of DNS for everyone
/// @param chatPlatform who answers for chat accounts of services not named in `platformByService`
/// @param appPlatform who answers for apps
/// @param mailPlatform who answers for mail addresses
/// @param platformByService ids of platforms by chat service (`xianyu`)
public record Routing(
    @Nullable String callGateway,
    @Nullable String linkBlocker,
    @Nullable String chatPlatform,
    @Nullable String appPlatform,
    @Nullable String mailPlatform,
    Map<String, String> platformByService) {

  public static final Routing ASK_ALWAYS = new Routing(null, null, null, null, null, Map.of());

  public Routing {
    platformByService = Map.copyOf(platformByService);
  }
}
