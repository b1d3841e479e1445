package org.haltline.app;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.haltline.core.dispatch.FeedbackListener;
import org.haltline.core.dispatch.MutualTls;
import org.jspecify.annotations.Nullable;

/// The lines of plain JSON, both ways, as the configuration says them: over mutual TLS, or on this
/// machine alone.
final class PlainLines {
  private static final String TLS = "haltline.dispatch.tls";

  private PlainLines() {}

  /// What is shown and believed on them; null where they stay on this machine.
  static @Nullable MutualTls tls(Settings.Dispatch said) {
    return said.tls().flatMap(certificates -> LineKeys.tls(TLS, certificates)).orElse(null);
  }

  /// Where late answers are taken.
  static FeedbackListener.Place place(Settings settings) {
    Settings.Dispatch said = settings.dispatch();
    return new FeedbackListener.Place(
        said.feedbackHost(),
        House.feedbackPort(settings),
        said.feedbackUrl().orElse(null),
        tls(said));
  }

  /// Adds what is wrong with them.
  static void check(Settings settings, List<String> faults) {
    Settings.Dispatch said = settings.dispatch();
    boolean certified = said.tls().isPresent();
    TxMailboxes.tried(TLS, () -> usable(said), faults);
    if (!certified && !MutualTls.isLoopback(said.feedbackHost())) {
      faults.add(
          "haltline.dispatch.feedback-host: without certificates (%s) late answers are taken on the loopback only, not on %s"
              .formatted(TLS, said.feedbackHost()));
    }
    said.feedbackUrl()
        .filter(url -> leavesPlainly(url))
        .ifPresent(
            url ->
                faults.add(
                    "haltline.dispatch.feedback-url: https, or http to the loopback, not " + url));
    for (Settings.Reach reach : settings.institutions()) {
      for (Settings.ChannelSettings channel : reach.channels()) {
        if (channel.type() == Settings.ChannelType.HTTP) {
          String where = "haltline.institutions " + reach.id() + ": url: ";
          channel
              .url()
              .flatMap(PlainLines::read)
              .ifPresent(
                  url -> {
                    if (leavesPlainly(url)) {
                      faults.add(
                          where
                              + "https with our certificate (%s), or http to the loopback, not %s"
                                  .formatted(TLS, url));
                    } else if ("https".equals(url.getScheme()) && !certified) {
                      faults.add(where + "https wants our certificate (" + TLS + "): " + url);
                    }
                  });
        }
      }
    }
  }

  /// Opens what the files hold.
  private static void usable(Settings.Dispatch said) {
    MutualTls tls = tls(said);
    if (tls != null) {
      LineKeys.look(tls);
    }
  }

  private static boolean leavesPlainly(URI url) {
    return "http".equals(url.getScheme()) && !MutualTls.isLoopback(url.getHost());
  }

  /// What is no address at all is told elsewhere.
  private static Optional<URI> read(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
