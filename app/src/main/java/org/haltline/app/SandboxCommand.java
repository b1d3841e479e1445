package org.haltline.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.haltline.core.dispatch.sandbox.BookFile;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--book",
      defaultValue = "haltline-sandboxes",
      paramLabel = "FOLDER",
      description =
          "keeps the book of every order here, so that it is the same institution after a kill;"
              + " ${DEFAULT-VALUE} / 指令簿目录，进程被杀后仍是同一机构")
  private Path book = Path.of("");

  @Option(names = "--forget", description = "keep no book: all is forgotten at the end / 不保留指令簿")
  private boolean forget;

  @Option(
      names = "--signed-by",
      paramLabel = "FILE",
      description =
          "carry out only what is signed by this public key (haltline order-key) / 只执行由该公钥签名的指令")
  private @Nullable Path signedBy;

  @Override
  public Integer call() throws InterruptedException, IOException {
    var settings = SandboxServer.Settings.seeded(port, seed);
    if (signedBy != null) {
      settings = settings.onlySignedBy(OrderKeys.published(signedBy));
    }
    if (!forget) {
      Files.createDirectories(book);
      // another seed is another institution: it has a book of its own
      Path file = book.resolve(institution + "-" + seed + ".book");
      settings = settings.keeping(new BookFile.Place(file, false));
    }
    Vertx vertx = Vertx.vertx();
    URI address =
        House.await(
            institution,
            Sandboxes.start(vertx, institution, settings, InstantSource.system())
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
    if (settings.book() != null) {
      System.out.println("book " + settings.book().file().toAbsolutePath());
    }
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
