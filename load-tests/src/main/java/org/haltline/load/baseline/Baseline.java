package org.haltline.load.baseline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haltline.load.house.Contender;
import org.haltline.load.house.Jvm;
import org.haltline.load.house.Ports;

/// A baseline in a process of its own, with the flags of the house.
public final class Baseline implements Contender {
  private static final List<String> CALLED = List.of("ICBC", "ABC", "CMCC", "CUCC", "CTCC");
  private static final Duration START_MAX = Duration.ofSeconds(60);

  private final String name;
  private final URI base;
  private final Jvm jvm;
  private final HttpClient http = HttpClient.newHttpClient();

  private Baseline(String name, URI base, Jvm jvm) {
    this.name = name;
    this.base = base;
    this.jvm = jvm;
  }

  /// The bare path: HTTP, one fsynced write, one hop over the bus.
  public static Baseline bare(Path folder) throws IOException, InterruptedException {
    return start("bare", folder, List.of());
  }

  /// The same outside work: one call in, five calls out, six fsynced writes.
  ///
  /// @param institutions where the sandboxes listen
  public static Baseline sameWork(Path folder, Map<String, URI> institutions)
      throws IOException, InterruptedException {
    List<String> addresses =
        CALLED.stream().map(id -> Objects.requireNonNull(institutions.get(id)).toString()).toList();
    return start("same-work", folder, addresses);
  }

  private static Baseline start(String name, Path folder, List<String> addresses)
      throws IOException, InterruptedException {
    int port = Ports.free();
    Files.createDirectories(folder);
    var arguments =
        new ArrayList<>(List.of(name, folder.resolve("data").toString(), Integer.toString(port)));
    arguments.addAll(addresses);
    Jvm jvm =
        Jvm.start(
            name, folder.resolve("server.log"), List.of(), BaselineMain.class.getName(), arguments);
    var baseline = new Baseline(name, URI.create("http://127.0.0.1:" + port), jvm);
    baseline.awaitReady();
    return baseline;
  }

  private void awaitReady() throws InterruptedException {
    long until = System.nanoTime() + START_MAX.toNanos();
    while (status() != 200) {
      if (!jvm.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException(name + " did not start:\n" + jvm.lastWords());
      }
      Thread.sleep(50);
    }
  }

  @Override
  public boolean isQuiet() {
    try {
      return status() == 200;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int status() throws InterruptedException {
    try {
      var request =
          HttpRequest.newBuilder(base.resolve("/quiet")).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException away) {
      return 0;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public String token() {
    return "none";
  }

  @Override
  public Jvm jvm() {
    return jvm;
  }

  @Override
  public void close() {
    http.close();
    jvm.close();
  }
}
