package org.haltline.telecom.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.haltline.core.dispatch.ChannelSettings;
import org.haltline.core.dispatch.MutualTls;

/// One message centre, as its configuration says it.
///
/// @param host where it listens; the line is not encrypted, so it is this machine (the end of a
///   tunnel), unless it is a private line
/// @param systemId our name there, at most 15 letters
/// @param password at most 8 letters, as the protocol has it
/// @param sender the number or name that messages come from
/// @param words what is written
/// @param limits how often
/// @param window messages that may wait for the centre's acknowledgement at once
/// @param enquireEvery a silent line is asked for a sign of life so often
/// @param timeout of one message; then nobody knows whether it arrived
/// @param privateLine whether somebody says that nobody else can listen on the way to the host
public record SmppReach(
    String host,
    int port,
    String systemId,
    String password,
    String systemType,
    String sender,
    Words words,
    Limits limits,
    int window,
    Duration enquireEvery,
    Duration timeout,
    boolean privateLine)
    implements ChannelSettings.Own {
  public static final int PORT = 2775;
  public static final int WINDOW = 16;
  public static final Duration ENQUIRE_EVERY = Duration.ofSeconds(30);
  private static final Pattern SENDER = Pattern.compile("[0-9]{3,20}|[A-Za-z0-9 ]{1,11}");

  /// Of this machine.
  public SmppReach(
      String host,
      int port,
      String systemId,
      String password,
      String systemType,
      String sender,
      Words words,
      Limits limits,
      int window,
      Duration enquireEvery,
      Duration timeout) {
    this(
        host,
        port,
        systemId,
        password,
        systemType,
        sender,
        words,
        limits,
        window,
        enquireEvery,
        timeout,
        false);
  }

  public SmppReach {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("smpp: host and port, not " + host + ":" + port);
    }
    if (!privateLine && !MutualTls.isLoopback(host)) {
      throw new IllegalArgumentException(
          "smpp.host: the line is not encrypted: the loopback (the end of a tunnel), or say"
              + " private-line: true, not "
              + host);
    }
    atMost("system-id", systemId, 15);
    atMost("password", password, 8);
    atMost("system-type", systemType, 12);
    if (systemId.isEmpty()) {
      throw new IllegalArgumentException("smpp.system-id: must not be empty");
    }
    if (!SENDER.matcher(sender).matches()) {
      throw new IllegalArgumentException(
          "smpp.sender: 3 to 20 digits, or at most 11 letters, not " + sender);
    }
    if (window < 1 || window > 256) {
      throw new IllegalArgumentException("smpp.window: 1 to 256, not " + window);
    }
    if (!enquireEvery.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException("smpp: times are longer than nothing");
    }
  }

  private static void atMost(String what, String text, int most) {
    if (text.length() > most || !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "smpp.%s: at most %d letters of ASCII".formatted(what, most));
    }
  }

  /// In which tongue a warning is written.
  public enum Language {
    ZH,
    EN,
    /// One after the other.
    BOTH
  }

  /// What is written.
  ///
  /// @param flash whether it stands on the screen at once and is kept nowhere
  /// @param centreZh who warns
  /// @param hotline where the proof code is checked
  public record Words(
      Language language, boolean flash, String centreZh, String centreEn, String hotline) {
    private static final int NAME_MAX = 40;

    public Words {
      if (centreZh.length() > NAME_MAX || centreEn.length() > NAME_MAX) {
        throw new IllegalArgumentException("smpp: the centre's name has at most 40 letters");
      }
      if (!hotline.matches("[0-9+-]{3,20}")) {
        throw new IllegalArgumentException("smpp.hotline: a number, not " + hotline);
      }
    }
  }

  /// How often one number may be written to, whoever orders it. A warning that comes ten times is
  /// no warning, and what repeats itself quietly could be abused.
  ///
  /// @param perDayMax messages to one number within 24 hours
  /// @param pause between two of them
  public record Limits(int perDayMax, Duration pause) {
    /// More than this no configuration can allow.
    public static final int PER_DAY_MAX = 5;

    public Limits {
      if (perDayMax < 1 || perDayMax > PER_DAY_MAX) {
        throw new IllegalArgumentException(
            "smpp.per-day-max: 1 to %d, not %d".formatted(PER_DAY_MAX, perDayMax));
      }
      if (pause.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new IllegalArgumentException("smpp.pause: a minute or longer, not " + pause);
      }
    }

    public static Limits usual() {
      return new Limits(2, Duration.ofMinutes(30));
    }
  }

  @Override
  public String name() {
    return "smpp";
  }

  /// Without the password.
  @Override
  public String toString() {
    return "%s@%s:%d".formatted(systemId, host, port).toLowerCase(Locale.ROOT);
  }
}
