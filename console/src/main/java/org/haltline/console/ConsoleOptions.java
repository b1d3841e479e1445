package org.haltline.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.haltline.console.people.Passwords;
import org.haltline.console.people.Sessions;
import org.jspecify.annotations.Nullable;

/// What may be chosen about the console.
///
/// @param host the address it listens on; loopback unless said
/// @param port 0 for any free one
/// @param tls certificate and key; null for plain HTTP, behind a proxy or on loopback
/// @param eventLoops how many share the port; two cores are served best by two
/// @param jsonBytesMax the largest JSON body
/// @param paperBytesMax the largest document
/// @param papersAtOnceMax documents and lists that may be on their way in at once; documents are
///   held in memory
/// @param listBytesMax the largest list, which comes into a file
/// @param lookups how fast one person may look people up
/// @param feed the live feed
/// @param sessions how long somebody stays signed in
/// @param passwords what one costs to be tried
public record ConsoleOptions(
    String host,
    int port,
    @Nullable Tls tls,
    int eventLoops,
    int jsonBytesMax,
    int paperBytesMax,
    int papersAtOnceMax,
    long listBytesMax,
    Lookups lookups,
    FeedOptions feed,
    Sessions.Lengths sessions,
    Passwords.Cost passwords) {

  /// Files in PEM.
  public record Tls(Path certificate, Path key) {}

  /// Lookups of one person. A search, an entry of a list and a pasted text count as one, a file as
  /// a hundred.
  ///
  /// @param perSecond faster than anybody types
  /// @param atOnce how many may be saved up: a shift's list
  public record Lookups(int perSecond, int atOnce) {

    public static Lookups defaults() {
      return new Lookups(20, 600);
    }
  }

  /// What may be chosen about the live feed.
  ///
  /// @param followersMax connections at once
  /// @param factsKept for followers to read from memory, about 1 KB each
  /// @param gathering how long news are gathered before they are written
  /// @param keepAlive how often a quiet line is written to
  /// @param patience how long a client may take nothing before it is let go
  public record FeedOptions(
      int followersMax, int factsKept, Duration gathering, Duration keepAlive, Duration patience) {

    public static FeedOptions defaults() {
      return new FeedOptions(
          2_000, 8_192, Duration.ofMillis(25), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
  }

  public static ConsoleOptions defaults() {
    return new ConsoleOptions(
        "127.0.0.1",
        8460,
        null,
        2,
        256 << 10,
        10 << 20,
        8,
        1L << 30,
        Lookups.defaults(),
        FeedOptions.defaults(),
        Sessions.Lengths.defaults(),
        Passwords.Cost.defaults());
  }

  public ConsoleOptions withPort(int other) {
    return new ConsoleOptions(
        host,
        other,
        tls,
        eventLoops,
        jsonBytesMax,
        paperBytesMax,
        papersAtOnceMax,
        listBytesMax,
        lookups,
        feed,
        sessions,
        passwords);
  }

  public ConsoleOptions withFeed(FeedOptions other) {
    return new ConsoleOptions(
        host,
        port,
        tls,
        eventLoops,
        jsonBytesMax,
        paperBytesMax,
        papersAtOnceMax,
        listBytesMax,
        lookups,
        other,
        sessions,
        passwords);
  }

  public ConsoleOptions withListBytesMax(long other) {
    return new ConsoleOptions(
        host,
        port,
        tls,
        eventLoops,
        jsonBytesMax,
        paperBytesMax,
        papersAtOnceMax,
        other,
        lookups,
        feed,
        sessions,
        passwords);
  }

  public ConsoleOptions withLookups(Lookups other) {
    return new ConsoleOptions(
        host,
        port,
        tls,
        eventLoops,
        jsonBytesMax,
        paperBytesMax,
        papersAtOnceMax,
        listBytesMax,
        other,
        feed,
        sessions,
        passwords);
  }

  public ConsoleOptions withPasswords(Passwords.Cost other) {
    return new ConsoleOptions(
        host,
        port,
        tls,
        eventLoops,
        jsonBytesMax,
        paperBytesMax,
        papersAtOnceMax,
        listBytesMax,
        lookups,
        feed,
        sessions,
        other);
  }

  /// Everything that is wrong with these, a sentence each; empty when they may be used.
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (host.isBlank()) {
      faults.add("host: an address or a name, 127.0.0.1 for this machine alone");
    }
    if (port < 0 || port > 65_535) {
      faults.add("port: 0 to 65535, not " + port);
    }
    bound(faults, "eventLoops", eventLoops, 1, 64);
    bound(faults, "jsonBytesMax", jsonBytesMax, 4 << 10, 1 << 20);
    bound(faults, "paperBytesMax", paperBytesMax, 4 << 10, 64 << 20);
    bound(faults, "papersAtOnceMax", papersAtOnceMax, 1, 256);
    bound(faults, "listBytesMax", listBytesMax, 4 << 10, 64L << 30);
    bound(faults, "lookups.perSecond", lookups.perSecond(), 1, 10_000);
    bound(faults, "lookups.atOnce", lookups.atOnce(), 1, 1_000_000);
    bound(faults, "feed.followersMax", feed.followersMax(), 1, 100_000);
    bound(faults, "feed.factsKept", feed.factsKept(), 256, 1_000_000);
    bound(faults, "feed.gathering (ms)", feed.gathering().toMillis(), 1, 1_000);
    bound(faults, "feed.keepAlive (ms)", feed.keepAlive().toMillis(), 100, 60_000);
    faults.addAll(sessions.faults("sessions.idle", "sessions.longest"));
    bound(faults, "feed.patience (ms)", feed.patience().toMillis(), 100, 600_000);
    return faults;
  }

  private static void bound(List<String> faults, String what, long value, long min, long max) {
    if (value < min || value > max) {
      faults.add(what + ": " + min + " to " + max + ", not " + value);
    }
  }
}
