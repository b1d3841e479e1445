package org.haltline.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.haltline.bank.papers.PaperFont;
import org.haltline.console.access.Tokens;
import org.haltline.console.people.Sessions;
import org.haltline.core.journal.redis.RedisConnectionOptions;

/// What is wrong with a configuration that can be read: every value, and every file that it names,
/// so that nothing of it is met only when the house has half begun.
final class SettingsCheck {
  private static final Pattern CENTRE = Pattern.compile("[A-Z]{2,8}");
  private static final Pattern MEMBER =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:/\\s]+):[0-9]{1,5}");

  private static final long LIST_BYTES_LEAST = 4 << 10;
  private static final long LIST_BYTES_MOST = 64L << 30;

  private SettingsCheck() {}

  static List<String> faults(Settings settings) {
    var faults = new ArrayList<String>();
    if (!CENTRE.matcher(settings.centre().id()).matches()) {
      faults.add("haltline.centre.id: 2 to 8 capital letters, not " + settings.centre().id());
    }
    Path data = settings.storage().data().toAbsolutePath().normalize();
    for (Path outside : List.of(settings.storage().keys(), settings.storage().witness())) {
      if (outside.toAbsolutePath().normalize().startsWith(data)) {
        faults.add(
            "haltline.storage: "
                + outside
                + " lies inside the data folder; keys and witness stand"
                + " outside, or whoever alters the data can alter them too");
      }
    }
    port("haltline.http.port", settings.http().port(), faults);
    port("haltline.bus.port", settings.bus().port(), faults);
    port("haltline.bus.bus-port", settings.bus().busPort(), faults);
    if (settings.http().tlsCertificate().isPresent() != settings.http().tlsKey().isPresent()) {
      faults.add("haltline.http: tls-certificate and tls-key go together");
    }
    sessionFaults(settings.sessions(), faults);
    redisFaults(settings.redis(), faults);
    busFaults(settings.bus(), faults);
    Doors.check(settings, faults);
    atLeastOne("haltline.dispatch.attempts-min", settings.dispatch().attemptsMin(), faults);
    settings
        .dispatch()
        .feedbackPort()
        .ifPresent(port -> port("haltline.dispatch.feedback-port", port, faults));
    if (settings.dispatch().deskAfter().isNegative()) {
      faults.add("haltline.dispatch.desk-after: PT0S or longer");
    }
    var tables = new Tables(settings.law());
    tables.check(faults);
    faults.addAll(WhoIsNamed.faults(settings, tables.asFarAsReadable()));
    longerThanNothing("haltline.redis.command-timeout", settings.redis().commandTimeout(), faults);
    longerThanNothing(
        "haltline.dispatch.reply-timeout", settings.dispatch().replyTimeout(), faults);
    longerThanNothing("haltline.dispatch.drain-every", settings.dispatch().drainEvery(), faults);
    longerThanNothing(
        "haltline.dispatch.deadlines-every", settings.dispatch().deadlinesEvery(), faults);
    longerThanNothing("haltline.seals.every", settings.seals().every(), faults);
    atLeastOne("haltline.http.body-bytes-max", settings.http().bodyBytesMax(), faults);
    listFaults(settings.lists(), faults);
    within("haltline.lookups.per-second", settings.lookups().perSecond(), 10_000, faults);
    within("haltline.lookups.at-once", settings.lookups().atOnce(), 1_000_000, faults);
    atLeastOne("haltline.dispatch.in-flight-max", settings.dispatch().inFlightMax(), faults);
    atLeastOne("haltline.dispatch.waiting-max", settings.dispatch().waitingMax(), faults);
    tokenFaults(settings.tokens(), faults);
    KeyFiles.certificate("haltline.http.tls-certificate", settings.http().tlsCertificate(), faults);
    KeyFiles.key("haltline.http.tls-key", settings.http().tlsKey(), faults);
    new LawFiles(settings.law()).check(faults);
    PlainLines.check(settings, faults);
    TxMailboxes.check(settings, faults);
    IsoBanks.check(settings, faults);
    CarrierLines.check(settings, faults);
    OrderKeys.check(settings, faults);
    settings
        .papers()
        .font()
        .ifPresent(
            file -> {
              try {
                PaperFont.of(file);
              } catch (IllegalArgumentException wrong) {
                faults.add("haltline.papers.font: " + wrong.getMessage());
              }
            });
    return faults;
  }

  private static void redisFaults(Settings.Redis redis, List<String> faults) {
    redis
        .url()
        .ifPresent(
            url -> {
              try {
                RedisConnectionOptions.to(url);
              } catch (IllegalArgumentException wrong) {
                faults.add("haltline.redis.url: " + wrong.getMessage());
              }
            });
    if (redis.replicas() < 0) {
      faults.add("haltline.redis.replicas: 0 or more");
    }
    if (redis.memoryMaxMb() < 0) {
      faults.add("haltline.redis.memory-max-mb: 0 or more, not " + redis.memoryMaxMb());
    }
    if (redis.replicaTimeout().compareTo(redis.commandTimeout()) >= 0) {
      faults.add(
          "haltline.redis.replica-timeout: shorter than command-timeout (%s), not %s"
              .formatted(redis.commandTimeout(), redis.replicaTimeout()));
    }
    longerThanNothing("haltline.redis.replica-timeout", redis.replicaTimeout(), faults);
    boolean inUrl = redis.url().filter(url -> SettingsFile.LOGIN.matcher(url).find()).isPresent();
    boolean inFile = redis.passwordFile().isPresent();
    boolean alone = redis.password().isPresent();
    if ((inUrl && inFile) || (inUrl && alone) || (inFile && alone)) {
      faults.add(
          "haltline.redis: the password stands in one place, the url, password or password-file");
    }
    if ((inFile || alone) && redis.url().isEmpty()) {
      faults.add("haltline.redis: a password is for a Redis that is named by url");
    }
    if (redis.user().isPresent() && !inFile && !alone) {
      faults.add("haltline.redis.user: goes with password or password-file");
    }
    redis
        .passwordFile()
        .ifPresent(
            file -> {
              try {
                RedisAtHand.read(file);
              } catch (IllegalArgumentException unusable) {
                faults.add(String.valueOf(unusable.getMessage()));
              }
            });
  }

  private static void within(String what, int value, int most, List<String> faults) {
    if (value < 1 || value > most) {
      faults.add("%s: 1 to %d, not %d".formatted(what, most, value));
    }
  }

  private static void listFaults(Settings.Lists lists, List<String> faults) {
    if (lists.bytesMax() < LIST_BYTES_LEAST || lists.bytesMax() > LIST_BYTES_MOST) {
      faults.add(
          "haltline.lists.bytes-max: %d to %d, not %d"
              .formatted(LIST_BYTES_LEAST, LIST_BYTES_MOST, lists.bytesMax()));
    }
  }

  private static void sessionFaults(Settings.Sessions sessions, List<String> faults) {
    faults.addAll(
        new Sessions.Lengths(sessions.idleLock(), sessions.longest())
            .faults("haltline.sessions.idle-lock", "haltline.sessions.longest"));
  }

  private static void busFaults(Settings.Bus bus, List<String> faults) {
    for (String member : bus.members().orElse(List.of())) {
      if (!MEMBER.matcher(member).matches()) {
        faults.add("haltline.bus.members: host:port each, not " + member);
      }
    }
  }

  private static void tokenFaults(List<Settings.Token> tokens, List<String> faults) {
    for (Settings.Token token : tokens) {
      if (token.unit().isPresent() != token.unitLevel().isPresent()) {
        faults.add("haltline.tokens " + token.id() + ": unit and unit-level go together");
      }
    }
    for (String fault : Tokens.faults(TokenEntries.of(tokens))) {
      faults.add("haltline.tokens: " + fault);
    }
  }

  private static void port(String name, int port, List<String> faults) {
    if (port < 0 || port > 65_535) {
      faults.add(name + ": 0 to 65535, not " + port);
    }
  }

  private static void longerThanNothing(String name, Duration value, List<String> faults) {
    if (!value.isPositive()) {
      faults.add(name + ": longer than PT0S, not " + value);
    }
  }

  private static void atLeastOne(String name, int value, List<String> faults) {
    if (value < 1) {
      faults.add(name + ": at least 1, not " + value);
    }
  }
}
