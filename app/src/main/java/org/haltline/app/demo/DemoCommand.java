package org.haltline.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haltline.app.Ending;
import org.haltline.app.House;
import org.haltline.app.Ledger;
import org.haltline.app.Main;
import org.haltline.app.Part;
import org.haltline.app.PortFault;
import org.haltline.app.Settings;
import org.haltline.app.SettingsFile;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.Position;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Everything in one process: a day's calls come in, orders go out, answers come back, and the sums
/// are told at the end.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "A day's calls on an embedded default / 演示：一天的报警")
public final class DemoCommand implements Callable<Integer> {
  private static final int PORT_MAX = 65_535;
  private static final int SETTLE_SECONDS_MAX = 120;

  /// Of an evening: about eight hours.
  private static final int CALLS_MAX = 1_000;

  /// In the evening, how long a machine that is down may keep an order from the people beside it.
  private static final String DESK_AFTER = "PT15S";

  @Option(
      names = "--once",
      description =
          "end by itself; exit 0 only if every order ended and the ledger verifies / 结束后自动退出")
  private boolean once;

  @Option(
      names = "--json",
      description =
          "the closing table, or why there is none, as JSON on standard output / 以 JSON 输出结果或失败原因")
  private boolean json;

  @Option(
      names = "--port",
      defaultValue = "8460",
      description = "of the API on loopback; 0 takes any free one / API 端口，0 为任意")
  private int port;

  @Option(
      names = "--pause",
      defaultValue = "1500",
      paramLabel = "MS",
      description = "between two calls / 两次来电的间隔（毫秒）")
  private int pauseMs;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "keep the day's data here; else it goes with the demo / 保留数据的目录")
  private @Nullable Path keep;

  @Option(
      names = "--calls",
      defaultValue = "240",
      paramLabel = "N",
      description =
          "after the day, so many more come in live, one every 20 to 40 s; 0 for none / 之后继续来电的次数")
  private int calls;

  @Option(
      names = "--seed",
      defaultValue = "20261",
      description = "of the calls that come in after the day / 之后来电的随机种子")
  private long seed;

  private boolean tableTold;
  private final Tongue tongue = Tongue.ofTerminal(System.getenv());

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var ending = Ending.watched()) {
      try {
        return day(ending);
      } catch (PortFault taken) {
        RuntimeException typed = asTyped(taken);
        failed(Main.told(typed));
        throw typed;
      } catch (RuntimeException | IOException | InterruptedException cutShort) {
        if (!ending.isTold()) {
          failed(Main.told(cutShort));
          throw cutShort;
        }
        failed("told to end before the day was over");
        return 1;
      }
    }
  }

  /// Nobody at a demo has written a configuration.
  private static RuntimeException asTyped(PortFault taken) {
    return taken.key().equals(House.API_PORT)
        ? taken.saidBy("--port", " (--port 0 takes any free one)")
        : taken;
  }

  /// A program that reads the closing table reads this in its place.
  private void failed(String why) {
    if (json && !tableTold) {
      json(ClosingTable.failed(why));
    }
  }

  private void json(String object) {
    tableTold = true;
    byte[] line = (object + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(line, 0, line.length);
    System.out.flush();
  }

  private int day(Ending ending) throws IOException, InterruptedException {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("--port: 0 to %d, not %d".formatted(PORT_MAX, port));
    }
    if (calls < 0 || calls > CALLS_MAX) {
      throw new IllegalArgumentException("--calls: 0 to %d, not %d".formatted(CALLS_MAX, calls));
    }
    PrintStream told = json ? System.err : System.out;
    Path folder = keep == null ? Files.createTempDirectory("haltline-demo-") : keep;
    var cast = new Cast();
    InstantSource clock = InstantSource.system();
    told.println(tongue.say("starting: journal, institutions, API …", "正在启动：账本、各机构沙箱、API……"));
    try (var outside = Outside.open(clock);
        House house = House.start(settings(folder, cast, outside), Part.all(), clock)) {
      URI api = house.api();
      told.println(
          tongue.say("serving at ", "已就绪：")
              + api
              + "   "
              + tongue.say("data in ", "数据目录 ")
              + folder);
      welcome(house, cast, told, api);
      var figures = new Figures();
      ZoneId zone = house.zone();
      var timeline = new Timeline(told, zone, tongue, Directory.china(), figures);
      try (var _ = house.journal().tail(Position.START, timeline::tell);
          var people = new People(api, cast, figures, timeline, clock)) {
        people.fileAll(DemoCalls.at(clock.instant(), zone), pauseMs);
        boolean settled = people.answerUntilSettled(SETTLE_SECONDS_MAX);
        outside.readBooks(figures);
        boolean holds = Ledger.tell(house.verify(), told);
        close(told, figures.summary(), holds);
        if (once) {
          return settled && holds && figures.summary().reportsRefused() == 0 ? 0 : 1;
        }
        stay(told, api, cast);
        if (calls > 0) {
          outside.evening();
        }
        try (var _ = Evening.begin(people, new EveningCalls(seed), calls, clock, zone)) {
          ending.await();
        }
      }
    } finally {
      if (keep == null) {
        Folders.delete(folder);
      }
    }
    return 0;
  }

  /// Where to look, and as whom: the desks live while the day goes on.
  private void welcome(House house, Cast cast, PrintStream told, URI api) {
    told.println(tongue.say("open ", "请打开 ") + api + tongue.say("   and sign in as", "   登录："));
    for (Cast.SignIn person : cast.signIns()) {
      house.place(person.actor(), person.password());
      told.printf(
          "  %-14s %-20s %s%n",
          person.actor().id(),
          person.password(),
          person.actor().roles().iterator().next()
              + (person.actor().institution() == null ? "" : " " + person.actor().institution()));
    }
    told.flush();
  }

  private Settings settings(Path folder, Cast cast, Outside outside) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("haltline.storage.data", folder.resolve("data").toString());
    keys.put("haltline.storage.keys", folder.resolve("keys").toString());
    keys.put("haltline.storage.witness", folder.resolve("witness").toString());
    keys.put(House.API_PORT, String.valueOf(port));
    // its institutions end with it: none comes back to an address that it was told before
    keys.put("haltline.dispatch.feedback-port", "0");
    keys.put("haltline.seals.every", "PT5S");
    if (!once) {
      keys.put("haltline.dispatch.desk-after", DESK_AFTER);
    }
    keys.putAll(cast.tokens());
    keys.putAll(outside.reach());
    return SettingsFile.read(null, keys).settings();
  }

  private void close(PrintStream told, Figures.Summary day, boolean holds) {
    told.println();
    told.print(ClosingTable.text(day, tongue, holds));
    told.flush();
    if (json) {
      json(ClosingTable.json(day, holds));
    }
  }

  /// What can be tried until Ctrl-C.
  private void stay(PrintStream told, URI api, Cast cast) {
    told.println();
    if (calls > 0) {
      told.println(
          tongue.say(
              "Calls go on: one every 20 to 40 s, at most "
                  + calls
                  + ". ICBC, BOCOM and China Mobile work by hand now;",
              "来电继续：每 20 至 40 秒一个，最多 " + calls + " 个。工行、交行、中国移动现由人工办理；"));
      told.println(
          tongue.say("each desk above has something to do within a minute.", "一分钟内，上面每个岗位都有事可做。"));
    }
    told.println(
        tongue.say(
            "The API stays up; end it with Ctrl-C. Tokens of this run:",
            "API 继续运行，按 Ctrl-C 结束。本次令牌："));
    for (Cast.Person person : cast.people()) {
      told.printf("  %-14s %-14s %s%n", person.id(), person.role(), person.token());
    }
    told.println(
        "  curl -H 'Authorization: Bearer "
            + cast.of("OPERATOR").token()
            + "' "
            + api
            + "/api/institutions");
    told.flush();
  }
}
