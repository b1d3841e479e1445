package org.haltline.load.banks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haltline.bank.sandbox.AccountOdds;
import org.haltline.bank.sandbox.BankLedger;
import org.haltline.bank.sandbox.SeededOpenings;
import org.haltline.bank.sandbox.TrialCertificates;
import org.haltline.bank.sandbox.TrialCertificates.Issued;
import org.haltline.core.dispatch.sandbox.Book;
import org.haltline.core.dispatch.sandbox.Faults;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.load.house.Ports;
import org.haltline.load.house.ServerConfig;
import org.haltline.load.world.ExactClock;

/// Many banks in this process, half of them fetching TX messages, half of them sent ISO 20022, each
/// with certificates and a book of its own; and the house's configuration that reaches them.
final class BankWorld implements AutoCloseable {
  private static final Duration POLL_EVERY = Duration.ofMillis(200);

  private final ExactClock clock = new ExactClock();
  private final List<Line> lines = new ArrayList<>();
  private final ServerConfig config;

  /// Opens all doors; makes a key pair for each bank.
  BankWorld(Path folder, int banks, long seed, String token) throws IOException {
    var certificates = TrialCertificates.in(folder.resolve("certificates"));
    Issued house = certificates.issued("house", "house");
    int tx = Ports.free();
    int iso = Ports.free();
    Path data = folder.resolve("house");
    var bare = new ServerConfig(data, 0, token, Map.of());
    var centre = KeysFolder.open(bare.keys(), bare.data()).orderKey();
    for (int number = 1; number <= banks; number++) {
      var openings = new SeededOpenings(Line.id(number), List.of(), seed, AccountOdds.allThere());
      var ledger = BankLedger.of(openings);
      lines.add(
          number % 2 == 1
              ? TxLine.open(number, at(tx), certificates, centre, ledger, POLL_EVERY, clock)
              : IsoLine.open(number, at(iso), certificates, house, ledger, clock));
    }
    var channels = new LinkedHashMap<String, String>();
    lines.forEach(line -> channels.put(line.id(), line.channel()));
    this.config =
        new ServerConfig(
            data,
            Ports.free(),
            token,
            channels,
            sections(directory(folder), tx, iso, house, certificates.authority()));
  }

  private static URI at(int port) {
    return URI.create("https://127.0.0.1:" + port);
  }

  private Path directory(Path folder) throws IOException {
    var yaml = new StringBuilder("institutions:\n");
    lines.forEach(
        line ->
            yaml.append(
                "  - {id: %1$s, kind: BANK, nameZh: 沙箱%1$s, nameEn: Sandbox %1$s, aliases: [%1$s]}\n"
                    .formatted(line.id())));
    yaml.append("routing: {}\n");
    return Files.writeString(folder.resolve("institutions.yaml"), yaml);
  }

  private static String sections(Path directory, int tx, int iso, Issued house, Path authority) {
    return """
      law:
        directory: "%1$s"
      tx:
        port: %2$d
        certificate: "%4$s"
        key: "%5$s"
        trusted: "%6$s"
        organisation: "990000000000"
        name: Bench
        operator: {id-number: P0001, name: 林一帆, phone: 0599-5550110}
        investigator: {id-type: POLICE_OFFICER, id-number: P0002, name: 苏可}
      iso:
        port: %3$d
        certificate: "%4$s"
        key: "%5$s"
        trusted: "%6$s"
        organisation: "990000000000"
        name: Bench
    """
        .formatted(directory, tx, iso, house.certificateFile(), house.keyFile(), authority);
  }

  ServerConfig config() {
    return config;
  }

  ExactClock clock() {
    return clock;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  Line line(int number) {
    return lines.get(number);
  }

  /// From now on, all of them.
  void misbehave(Faults how) {
    lines.forEach(line -> line.misbehave(how));
  }

  /// What each bank has in its book.
  Map<String, List<Book.Entry>> books() {
    var books = new LinkedHashMap<String, List<Book.Entry>>();
    lines.forEach(line -> books.put(line.id(), line.book().entries(0, Integer.MAX_VALUE)));
    return books;
  }

  /// When each account's order came to its bank for the first time.
  Map<String, Instant> receivedAt() {
    var received = new HashMap<String, Instant>();
    books()
        .values()
        .forEach(
            entries ->
                entries.forEach(entry -> received.put(entry.targetKey(), entry.receivedAt())));
    return received;
  }

  @Override
  public void close() {
    lines.forEach(Line::close);
  }
}
