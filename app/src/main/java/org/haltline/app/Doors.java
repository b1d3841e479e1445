package org.haltline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Where the house listens: each door at an address that this machine can have, no two at one. A
/// name is not looked up, for that may take long and change.
final class Doors {
  private static final Pattern ALL_DIGITS = Pattern.compile("[0-9.]+");
  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

  /// The last part has a letter, or it is an address with a slip in it.
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,254}$)(" + LABEL + "\\.)*(?![0-9]+\\.?$)" + LABEL + "\\.?");

  private Doors() {}

  static void check(Settings settings, List<String> faults) {
    var doors = new TreeMap<String, String>();
    Settings.Http http = settings.http();
    host("haltline.http.host", http.host(), faults);
    door(doors, "haltline.http.port", http.host(), http.port(), faults);
    String late = settings.dispatch().feedbackHost();
    host("haltline.dispatch.feedback-host", late, faults);
    door(doors, "haltline.dispatch.feedback-port", late, House.feedbackPort(settings), faults);
    settings
        .tx()
        .map(TxMailboxes::door)
        .ifPresent(
            tx -> {
              host("haltline.tx.host", tx.host(), faults);
              door(doors, "haltline.tx.port", tx.host(), tx.port(), faults);
            });
    settings
        .iso()
        .map(IsoBanks::door)
        .ifPresent(
            iso -> {
              host("haltline.iso.host", iso.host(), faults);
              door(doors, "haltline.iso.port", iso.host(), iso.port(), faults);
            });
    Settings.Bus bus = settings.bus();
    host("haltline.bus.host", bus.host(), faults);
    if (bus.clustered()) {
      door(doors, "haltline.bus.port", bus.host(), bus.port(), faults);
      door(doors, "haltline.bus.bus-port", bus.host(), bus.busPort(), faults);
    }
  }

  /// Two doors of one house behind one number: the second would find it taken.
  private static void door(
      Map<String, String> doors, String name, String host, int port, List<String> faults) {
    String other = port == 0 ? null : doors.putIfAbsent(host + ':' + port, name);
    if (other != null) {
      faults.add("%s: %d is that of %s already".formatted(name, port, other));
    }
  }

  private static void host(String key, String host, List<String> faults) {
    boolean literal = host.contains(":") || ALL_DIGITS.matcher(host).matches();
    if (!literal) {
      if (!NAME.matcher(host).matches()) {
        faults.add(key + ": an address of this machine or a name, not " + host);
      }
      return;
    }
    try {
      if (!host.contains(":") && !FOUR_NUMBERS.matcher(host).matches()) {
        throw new IllegalArgumentException("not four numbers");
      }
      if (!canBeHad(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")))) {
        faults.add(key + ": this machine has no address " + host);
      }
    } catch (IllegalArgumentException noAddress) {
      faults.add(key + ": an address of this machine or a name, not " + host);
    }
  }

  /// Listening for a moment tells it better than a list of addresses: whole nets may be the
  /// machine's own, and one that it is still to take over may be allowed.
  private static boolean canBeHad(InetAddress address) {
    try (var socket = new ServerSocket(0, 1, address)) {
      return socket.isBound();
    } catch (IOException notOurs) {
      return false;
    }
  }
}
