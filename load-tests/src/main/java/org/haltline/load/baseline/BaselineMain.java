package org.haltline.load.baseline;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs one of the baselines in this process until it is told to end.
///
///     bare <data folder> <port>
///     same-work <data folder> <port> <address for each order of a report>
final class BaselineMain {
  private BaselineMain() {}

  public static void main(String[] args) throws Exception {
    var appends = new Appends(Path.of(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(appends::close));
    int port = Integer.parseInt(args[2]);
    List<URI> institutions = Arrays.stream(args).skip(3).map(URI::create).toList();
    Vertx vertx = Vertx.vertx();
    if (args[0].equals("bare")) {
      deploy(vertx, BarePath.Listener::new, 1);
    }
    // One server a core, which share the port: the most that this hardware gives.
    deploy(
        vertx,
        () ->
            args[0].equals("bare")
                ? new BarePath(appends, port)
                : new SameWork(appends, port, institutions),
        Runtime.getRuntime().availableProcessors());
  }

  private static void deploy(Vertx vertx, Supplier<VerticleBase> server, int instances)
      throws Exception {
    var _ =
        vertx
            .deployVerticle(server, new DeploymentOptions().setInstances(instances))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }
}
