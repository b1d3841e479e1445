package org.haltline.app;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs one sandbox institution alone, so that the other side can be tried.
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Run one sandbox bank or carrier alone / 单独运行一个沙箱银行或运营商")
final class SandboxCommand implements Callable<Integer> {
  @Parameters(paramLabel = "INSTITUTION", description = "such as ICBC or CMCC / 机构代码")
  private String institution = "";

  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "on loopback; 0 takes any free one / 本机端口，0 为任意")
  private int port;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "the same seed makes the same accounts / 相同种子生成相同账户")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    URI address =
        House.await(
            institution,
            Sandboxes.start(vertx, institution, port, seed, InstantSource.system())
                .map(sandbox -> sandbox.base())
                .toCompletionStage());
    System.out.println(institution + " " + address);
    System.out.println(
        "PUT "
            + address
            + "/orders/{number}   GET "
            + address
            + "/book   PUT "
            + address
            + "/faults");
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
