package org.haltline.outside;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// A real bind9 as a child process on a loopback port: a resolver under whose own root every name
/// has an address, and a response policy zone that a TSIG key may change.
public final class Bind9 implements AutoCloseable {
  public static final String ZONE = "rpz.haltline";
  public static final String KEY = "haltline-key";
  public static final String SECRET =
      Base64.getEncoder().encodeToString("a secret of this test, 32 bytes.".getBytes(US_ASCII));

  /// What every name resolves to as long as nothing is blocked.
  public static final String ADDRESS = "192.0.2.80";

  private final Path folder;
  private final int port;
  private Process process;

  private Bind9(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  public static Bind9 start(Path folder) throws Exception {
    for (int tries = 1; ; tries++) {
      int port = Ports.free();
      write(folder, port);
      var server = new Bind9(folder, port, launch(folder));
      try {
        server.awaitAnswering();
        return server;
      } catch (IllegalStateException away) {
        server.close();
        if (tries == 3) {
          throw away;
        }
      }
    }
  }

  /// Ends the process without a word and starts it anew on the same files.
  public void killAndStartAgain() throws Exception {
    process.destroyForcibly().waitFor();
    process = launch(folder);
    awaitAnswering();
  }

  public void kill() throws Exception {
    process.destroyForcibly().waitFor();
  }

  public int port() {
    return port;
  }

  /// What somebody who asks this resolver for the name's address is told.
  ///
  /// @return the address, or the name of the response code such as `NXDOMAIN`
  public String ask(String name) throws IOException {
    Message answer = query(name, Type.A);
    if (answer.getRcode() != Rcode.NOERROR) {
      return Rcode.string(answer.getRcode());
    }
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof ARecord address) {
        return address.getAddress().getHostAddress();
      }
    }
    return "no address";
  }

  /// The same, once it is told that; a policy takes effect a moment after its zone has changed.
  public String awaitAnswer(String name, String expected) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String said = ask(name);
    while (!said.equals(expected) && System.nanoTime() < until) {
      Thread.sleep(20);
      said = ask(name);
    }
    return said;
  }

  public Message query(String name, int type) throws IOException {
    var resolver =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    resolver.setTimeout(Duration.ofSeconds(10));
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
  }

  private void awaitAnswering() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        if (ask("ready.example").equals(ADDRESS)) {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException(
            "bind9 does not answer: " + Files.readString(folder.resolve("named.log")));
      }
    }
  }

  private static Process launch(Path folder) throws IOException {
    return DebianPrograms.named()
        .with("-g", "-n", "1", "-c", folder.resolve("named.conf").toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("named.log").toFile()))
        .start();
  }

  private static void write(Path folder, int port) throws IOException {
    Files.writeString(
        folder.resolve("named.conf"),
        """
        options {
          directory "%1$s";
          listen-on port %2$d { 127.0.0.1; };
          listen-on-v6 { none; };
          pid-file none;
          session-keyfile none;
          recursion yes;
          allow-query { 127.0.0.1; };
          dnssec-validation no;
          empty-zones-enable no;
          response-policy { zone "%3$s"; } min-update-interval 0;
        };
        controls { };
        key "%4$s" { algorithm hmac-sha256; secret "%5$s"; };
        zone "." { type primary; file "root.db"; };
        zone "%3$s" {
          type primary; file "rpz.db";
          allow-update { key "%4$s"; }; allow-transfer { key "%4$s"; };
        };
        """
            .formatted(folder, port, ZONE, KEY, SECRET));
    Files.writeString(
        folder.resolve("root.db"),
        """
        $TTL 60
        . IN SOA ns. host. 1 3600 600 86400 60
        . IN NS ns.
        ns. IN A 127.0.0.1
        *. IN A %s
        """
            .formatted(ADDRESS));
    Files.writeString(
        folder.resolve("rpz.db"),
        """
        $TTL 60
        @ IN SOA localhost. host.localhost. 4294967290 3600 600 86400 60
        @ IN NS localhost.
        """);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
