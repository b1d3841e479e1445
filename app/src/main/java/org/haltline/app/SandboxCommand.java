package org.haltline.app;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.haltline.bank.sandbox.ControlServer;
import org.haltline.bank.sandbox.Mules;
import org.haltline.core.dispatch.sandbox.BookFile;
import org.haltline.core.dispatch.sandbox.SandboxServer;
import org.haltline.core.signing.Signer;
import org.haltline.telecom.sandbox.CarrierLedger;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.smpp.CentreControl;
import org.haltline.telecom.sandbox.smpp.SandboxMessageCentre;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Option(
      names = "--mules",
      defaultValue = "0",
      paramLabel = "N",
      description = "of a thousand accounts send on what comes in / 每千户中的过渡账户数")
  private int mules;

  @Option(
      names = "--forwards-after",
      defaultValue = "PT5M",
      paramLabel = "TIME",
      description = "after so long; ${DEFAULT-VALUE} / 转出前停留时间")
  private Duration forwardsAfter = Duration.ofMinutes(5);

  @Option(
      names = "--control",
      defaultValue = "0",
      paramLabel = "PORT",
      description =
          "TX, ISO20022: accounts, book, payments and faults; SMPP: numbers and faults; on"
              + " loopback; 0 takes any free port / 控制端口")
  private int control;

  @Mixin private SandboxLine line = new SandboxLine();

  @Override
  public Integer call() throws InterruptedException, IOException {
    requireSignaturesOfThatKind();
    switch (line.kind()) {
      case HTTP -> ownHttp();
      case TX, ISO20022 -> otherLine();
      case TMF -> serviceOrders();
      case SMPP -> messageCentre();
    }
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  /// An institution that was to believe one key alone is not started believing anybody.
  private void requireSignaturesOfThatKind() {
    if (signedBy == null) {
      return;
    }
    switch (line.kind()) {
      case HTTP, TX, TMF -> {
        // what they are told bears such a signature
      }
      case ISO20022 ->
          throw new IllegalArgumentException(
              "--signed-by: ISO 20022 messages are signed with a certificate, which"
                  + " --house-certificate names / 该接口以 --house-certificate 所指证书验签");
      case SMPP ->
          throw new IllegalArgumentException("--signed-by: text messages are not signed / 短信不带签名");
    }
  }

  /// Keeps no book on disk: it forgets all at its end.
  private void otherLine() throws IOException {
    Signer centre = signedBy == null ? null : OrderKeys.published(signedBy);
    SandboxLine.Running bank =
        line.start(institution, port, seed, mules(), centre, InstantSource.system());
    var turned = new ControlServer(control, bank.counter());
    System.out.println(bank.says());
    System.out.println(
        "GET %1$s/book   GET %1$s/accounts/{number}   POST %1$s/payments   PUT %1$s/faults"
            .formatted(turned.base()));
  }

  private Mules mules() {
    return new Mules(mules, forwardsAfter);
  }

  private void ownHttp() throws IOException {
    var settings = SandboxServer.Settings.seeded(port, seed);
    if (signedBy != null) {
      settings = settings.onlySignedBy(OrderKeys.published(signedBy));
    }
    if (!forget) {
      Files.createDirectories(book);
      // another seed, or other mules, is another institution: it has a book of its own
      String ways = mules == 0 ? "" : "-" + mules + forwardsAfter;
      Path file = book.resolve(institution + "-" + seed + ways + ".book");
      settings = settings.keeping(new BookFile.Place(file, false));
    }
    Vertx vertx = Vertx.vertx();
    URI address =
        House.await(
            institution,
            Sandboxes.start(vertx, institution, settings, mules(), InstantSource.system())
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
  }

  /// Keeps no book on disk either.
  private void messageCentre() throws IOException {
    var ledger = new CarrierLedger(subscriptions());
    var centre = new SandboxMessageCentre(ledger, port, seed);
    var turned = new CentreControl(control, centre, ledger, InstantSource.system());
    System.out.printf("%s smpp 127.0.0.1:%d%n", institution, centre.port());
    System.out.printf(
        "system-id %s   password %s%n",
        SandboxMessageCentre.SYSTEM_ID, SandboxMessageCentre.PASSWORD);
    System.out.printf("GET %1$s/numbers/{+e164}   PUT %1$s/faults%n", turned.base());
  }

  private SeededSubscriptions subscriptions() {
    return new SeededSubscriptions(institution, seed, NumberOdds.usual());
  }

  private void serviceOrders() {
    var carrier =
        new SandboxTmfCarrier(
            subscriptions(),
            new SandboxTmfCarrier.Options(
                port, seed, true, signedBy == null ? null : OrderKeys.published(signedBy)),
            InstantSource.system());
    House.await(
        institution, Vertx.vertx().deployVerticle(carrier).map(carrier).toCompletionStage());
    URI base = carrier.base();
    System.out.println(institution + " " + base);
    System.out.println(
        "ordering-url %1$s/ordering   activation-url %1$s/activation   status-url %1$s/status"
            .formatted(base));
    System.out.println(
        "token-url %s/token   client-id %s   client-secret %s   GET %1$s/book   PUT %1$s/faults"
            .formatted(base, SandboxTmfCarrier.CLIENT_ID, SandboxTmfCarrier.CLIENT_SECRET));
  }
}
