package org.haltline.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.haltline.core.order.PoliceUnit;
import org.haltline.core.order.Role;

/// The one configuration file, typed. Every value has a default that runs on one machine with
/// nothing installed; times are ISO 8601 durations (`PT5M`), sizes are bytes.
@ConfigMapping(prefix = "haltline")
public interface Settings {

  Centre centre();

  Storage storage();

  Redis redis();

  Http http();

  Bus bus();

  Law law();

  Dispatch dispatch();

  Seals seals();

  /// Who may call the API until people sign in.
  List<Token> tokens();

  /// How each institution is reached. One that the directory knows and that is not listed here
  /// stands on its desk.
  List<Reach> institutions();

  /// The centre: its letters in case numbers, its name on the screen, its own time.
  interface Centre {
    @WithDefault("QY")
    String id();

    @WithDefault("青屿市反诈中心")
    String nameZh();

    @WithDefault("Qingyu Anti-Fraud Centre")
    String nameEn();
  }

  interface Storage {
    /// The journal (when Redis is ours), files by their SHA-256, the sandboxes' books.
    @WithDefault("haltline-data")
    Path data();

    /// The centre's key and the seals' signing key; must lie outside the data folder.
    @WithDefault("haltline-keys")
    Path keys();

    /// Where seals are copied to, outside Redis; another disk or machine is best.
    @WithDefault("haltline-witness")
    Path witness();
  }

  interface Redis {
    /// Of a Redis that is not ours; empty starts the one that ships with Haltline.
    Optional<String> url();

    /// How many replicas must have a write before it is acknowledged.
    @WithDefault("0")
    int replicas();

    @WithDefault("PT2S")
    Duration replicaTimeout();

    @WithDefault("PT3S")
    Duration commandTimeout();

    /// Memory of the Redis that is ours, in MB; when it is full, new reports are refused and
    /// nothing is lost. 0: no bound.
    @WithDefault("0")
    int memoryMaxMb();
  }

  interface Http {
    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("8460")
    int port();

    @WithDefault("262144")
    int bodyBytesMax();

    /// Certificate and key in PEM; both or none.
    Optional<Path> tlsCertificate();

    Optional<Path> tlsKey();
  }

  /// How the processes of one centre find each other.
  interface Bus {
    @WithDefault("false")
    boolean clustered();

    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("5701")
    int port();

    /// 0 takes any free one.
    @WithDefault("0")
    int busPort();

    /// `host:port` of the others, this one included or not.
    Optional<List<String>> members();
  }

  interface Law {
    /// A rulebook in YAML; empty takes that of China.
    Optional<Path> rulebook();

    /// Accounts, numbers and names that may never be ordered on.
    Optional<Path> protectedList();

    /// Institutions and routes; empty takes those that ship.
    Optional<Path> directory();
  }

  interface Dispatch {
    @WithDefault("PT2S")
    Duration replyTimeout();

    @WithDefault("4")
    int attemptsMax();

    @WithDefault("128")
    int inFlightMax();

    @WithDefault("10000")
    int waitingMax();

    @WithDefault("PT3S")
    Duration drainEvery();

    @WithDefault("PT1S")
    Duration deadlinesEvery();
  }

  interface Seals {
    @WithDefault("PT1M")
    Duration every();
  }

  interface Token {
    /// SHA-256 of the token, in hex: the token itself stands nowhere.
    String sha256();

    String id();

    String name();

    Set<Role> roles();

    Optional<String> institution();

    Optional<String> unit();

    Optional<PoliceUnit.Level> unitLevel();
  }

  interface Reach {
    String id();

    /// In order of preference; the desk is always the last.
    List<ChannelSettings> channels();

    OptionalInt connectionsMax();
  }

  interface ChannelSettings {
    ChannelType type();

    Optional<String> url();
  }

  /// What an institution's channel speaks.
  enum ChannelType {
    /// The plain JSON that the sandboxes speak.
    HTTP,
    DESK
  }
}
