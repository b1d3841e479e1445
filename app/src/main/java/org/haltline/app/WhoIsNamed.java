package org.haltline.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.haltline.core.directory.Institution;
import org.haltline.core.directory.Roster;
import org.haltline.core.directory.RosterFile;

/// The institutions that the configuration names, held against the directory. A name with a slip in
/// it would leave the right institution on its desk, or a liaison with nothing to see, and nobody
/// would know.
final class WhoIsNamed {
  private WhoIsNamed() {}

  /// @param own the directory in force; empty where it cannot be read, and the one that ships is
  ///   asked
  static List<String> faults(Settings settings, Optional<Roster> own) {
    var faults = new ArrayList<String>();
    var directory =
        new Known(
            own.isPresent() ? "the directory" : "the directory that ships",
            own.orElseGet(RosterFile::china).institutions().stream()
                .map(Institution::id)
                .collect(Collectors.toSet()));
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

  /// @param called what a fault calls it
  private record Known(String called, Set<String> ids) {}

  private static void known(String where, String id, Known directory, List<String> faults) {
    if (!directory.ids.contains(id)) {
      faults.add(where + ": " + directory.called + " has no institution " + id);
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
