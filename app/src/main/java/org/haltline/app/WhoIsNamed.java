package org.haltline.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.haltline.core.directory.Directory;

/// The institutions that the configuration names, held against the directory. A name with a slip in
/// it would leave the right institution on its desk, or a liaison with nothing to see, and nobody
/// would know.
final class WhoIsNamed {
  private WhoIsNamed() {}

  static List<String> faults(Settings settings, Directory directory) {
    var faults = new ArrayList<String>();
    var reached = new HashSet<String>();
    for (Settings.Reach reach : settings.institutions()) {
      String of = "haltline.institutions " + reach.id();
      known(of, reach.id(), directory, faults);
      if (!reached.add(reach.id())) {
        faults.add(of + ": stands there twice");
      }
      for (Settings.ChannelSettings channel : reach.channels()) {
        if (channel.type() == Settings.ChannelType.HTTP && !isHttp(channel.url().orElse(""))) {
          faults.add(of + ": an HTTP channel has a url, such as http://127.0.0.1:9101");
        }
      }
    }
    for (Settings.Token token : settings.tokens()) {
      token
          .institution()
          .ifPresent(id -> known("haltline.tokens " + token.id(), id, directory, faults));
    }
    return faults;
  }

  private static void known(String where, String id, Directory directory, List<String> faults) {
    if (directory.byId(id).isEmpty()) {
      faults.add(where + ": the directory has no institution " + id);
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (URISyntaxException none) {
      return false;
    }
  }
}
