package org.haltline.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A message centre that speaks SMPP by node-smpp, as a child process on a loopback port.
public final class MessageCentre implements AutoCloseable {
  public static final String SYSTEM_ID = "haltline";
  public static final String PASSWORD = "secret";
  private static final String SCRIPT = "message-centre.js";

  private final Process process;
  private final Writer orders;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  private MessageCentre(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::listen);
  }

  /// Starts it.
  ///
  /// @param port 0 for any free one
  public static MessageCentre start(int port) throws Exception {
    Path modules = NpmPrograms.modules("smpp", "smpp@0.5.1");
    Path script = modules.resolveSibling(SCRIPT);
    try (InputStream shipped = MessageCentre.class.getResourceAsStream(SCRIPT)) {
      Path anew = Files.createTempFile(script.getParent(), "centre", ".js");
      Files.write(anew, Objects.requireNonNull(shipped, SCRIPT).readAllBytes());
      Files.move(anew, script, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    var builder =
        new ProcessBuilder("node", script.toString(), String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NODE_PATH", modules.toString());
    var centre = new MessageCentre(builder.start());
    centre.await(event -> is(event, "listening"), 1);
    return centre;
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(JsonMapper.shared().readTree(line));
      }
    } catch (IOException ended) {
      // so has the process
    }
  }

  public int port() {
    return events.getFirst().get("port").asInt();
  }

  /// Tells it what to do from now on, and waits until it has understood.
  public void tell(String json) throws Exception {
    int before = count("told");
    orders.write(json + "\n");
    orders.flush();
    await(event -> is(event, "told"), before + 1);
  }

  public List<JsonNode> submitted() {
    return all("submit");
  }

  public int count(String event) {
    return all(event).size();
  }

  private List<JsonNode> all(String name) {
    List<JsonNode> found = new ArrayList<>(events);
    found.removeIf(event -> !is(event, name));
    return found;
  }

  public void awaitAtLeast(String event, int times) throws Exception {
    await(it -> is(it, event), times);
  }

  private void await(Predicate<JsonNode> what, int times) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (events.stream().filter(what).count() < times) {
      if (System.nanoTime() > until || (!process.isAlive() && times > 0)) {
        throw new IllegalStateException("the message centre did not: " + events);
      }
      Thread.sleep(10);
    }
  }

  private static boolean is(JsonNode event, String name) {
    return event.path("event").asString("").equals(name);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
