package org.haltline.house.desks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.haltline.core.order.Role;
import org.haltline.house.HouseAtHand;
import org.haltline.telecom.sandbox.NumberOdds;
import org.haltline.telecom.sandbox.SeededSubscriptions;
import org.haltline.telecom.sandbox.tmf.SandboxTmfCarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An admin presses the button beside an institution, and reads whether its channel answers; no
/// order is sent for it.
@ExtendWith(InTheHall.class)
@Timeout(180)
class LinesAreTriedTest {
  private static final Person TRYING = Person.ofTheCentre("ad-lines", "穆远", Role.ADMIN);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    await(vertx.close());
  }

  @Test
  void theButtonSaysWhetherAChannelAnswers(Hall hall) throws Exception {
    var carrier =
        new SandboxTmfCarrier(
            new SeededSubscriptions("CMCC", 1, NumberOdds.allOurs()),
            SandboxTmfCarrier.Options.anyPort(),
            InstantSource.system());
    String deployed = await(vertx.deployVerticle(carrier));
    try (HouseAtHand house = HouseAtHand.start(folder, institutions(carrier))) {
      Seat admin = hall.guest(TRYING, house).signIn().open("/admin/institutions");

      assertThat(tried(admin, "CMCC"))
          .containsText(Pattern.compile("tmf: answered after \\d+ ms\\."));
      assertThat(tried(admin, "ICBC")).containsText("nowhere to knock");
      org.assertj.core.api.Assertions.assertThat(carrier.effects()).isZero();

      await(vertx.undeploy(deployed));
      assertThat(tried(admin, "CMCC")).containsText("tmf: not reached after");
      admin.close();
    }
  }

  private static Locator tried(Seat admin, String institution) {
    Locator row = admin.row(institution).first();
    row.getByRole(AriaRole.BUTTON).click();
    return row.getByRole(AriaRole.STATUS);
  }

  private String institutions(SandboxTmfCarrier carrier) throws Exception {
    Path secret =
        Files.writeString(folder.resolve("oauth"), SandboxTmfCarrier.CLIENT_SECRET + "\n");
    return """
    - {id: ICBC, channels: [{type: DESK}]}
    - id: CMCC
      channels:
        - type: TMF
          tmf: {ordering-url: "%1$s/ordering", status-url: "%1$s/status", token-url: "%1$s/token",
                client-id: %2$s, client-secret-file: "%3$s"}
    """
        .formatted(carrier.base(), SandboxTmfCarrier.CLIENT_ID, secret);
  }

  private static <T> T await(Future<T> asked) throws Exception {
    return asked.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
