package org.haltline.core.dispatch;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// An institution's channels in the order in which they are tried. The desk stands last, whether
/// configuration names it or not: what no machine can carry always has somebody to go to.
public final class Ways {
  private Ways() {}

  /// The channels of one institution that is reached by plain JSON and by people.
  ///
  /// @param http makes the electronic channels
  /// @throws IllegalArgumentException when something stands after the desk and would never be used
  public static List<Channel> of(
      String institution,
      List<ChannelSettings> settings,
      Function<ChannelSettings.Http, Channel> http,
      InstantSource clock) {
    return of(
        institution,
        settings,
        http,
        own -> {
          throw new IllegalArgumentException(institution + " cannot be reached by " + own.name());
        },
        clock);
  }

  /// The channels of one institution.
  ///
  /// @param http makes the channels of plain JSON
  /// @param own makes the adapter's own; throws where it has none of that name
  /// @throws IllegalArgumentException when something stands after the desk and would never be used
  public static List<Channel> of(
      String institution,
      List<ChannelSettings> settings,
      Function<ChannelSettings.Http, Channel> http,
      Function<ChannelSettings.Own, Channel> own,
      InstantSource clock) {
    List<Channel> channels = new ArrayList<>();
    boolean desk = false;
    for (ChannelSettings way : settings) {
      if (desk) {
        throw new IllegalArgumentException(
            institution + ": the desk is the last channel, nothing may stand after it");
      }
      switch (way) {
        case ChannelSettings.Http it -> channels.add(http.apply(it));
        case ChannelSettings.Own it -> channels.add(own.apply(it));
        case ChannelSettings.Desk _ -> desk = true;
      }
    }
    channels.add(new DeskChannel(clock));
    return List.copyOf(channels);
  }
}
