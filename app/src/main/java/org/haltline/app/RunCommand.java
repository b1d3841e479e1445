package org.haltline.app;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.haltline.console.people.Staff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the house, or parts of it, until it is told to end.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run a centre, or a part of it / 运行中心或其一部分")
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--role",
      split = ",",
      paramLabel = "PART",
      description = "core, adapter, console; all of them by default / 运行的部分，默认全部")
  private List<Part> roles = List.of();

  @Option(names = "--print-config", description = "print what is in force and end / 打印生效配置")
  private boolean printConfig;

  @Override
  public Integer call() throws InterruptedException {
    SettingsFile file = config.read();
    if (printConfig) {
      System.out.print(file.print());
      return 0;
    }
    Set<Part> parts = roles.isEmpty() ? Part.all() : EnumSet.copyOf(roles);
    joined(parts, file.settings().bus());
    try (var ending = Ending.watched()) {
      serve(file.settings(), parts, ending);
    }
    return 0;
  }

  /// Parts that are not joined would say that they serve, and orders would stand for ever.
  private static void joined(Set<Part> parts, Settings.Bus bus) {
    boolean meets = bus.clustered() && bus.members().filter(them -> !them.isEmpty()).isPresent();
    if (!parts.equals(Part.all()) && !meets && !bus.alone()) {
      throw new IllegalArgumentException(
          "haltline.bus.clustered: --role runs %s alone, and orders and answers do not reach the other parts: set haltline.bus.clustered to true and haltline.bus.members to where they are, in every process of the centre, or haltline.bus.alone to true if there are no others"
              .formatted(parts));
    }
  }

  /// Once, here and nowhere else.
  private static void tell(Staff.GivenOut first) {
    System.out.printf(
        "first sign-in: user %s, password %s (shown this once; it opens nothing but its own change)"
            + " / 首次登录：用户 %s，密码 %s（仅显示一次，登录后须先修改）%n",
        first.user().id(), first.password(), first.user().id(), first.password());
  }

  private static void serve(Settings settings, Set<Part> parts, Ending ending)
      throws InterruptedException {
    try (House house = House.start(settings, parts, InstantSource.system())) {
      var _ = house.journalLost().thenAccept(ending::give);
      house.addresses().forEach(System.out::println);
      if (parts.contains(Part.CONSOLE)) {
        house.firstPerson().ifPresent(RunCommand::tell);
      }
      System.out.println("haltline: serving / 已就绪 " + parts);
      System.out.flush();
      ending.await();
    } catch (RuntimeException cutShort) {
      if (!ending.isTold()) {
        throw cutShort;
      }
    }
    String lost = ending.lost();
    if (lost != null) {
      throw new IllegalStateException(
          "ended, because the journal's Redis cannot be kept running and nothing could be recorded:"
              + " "
              + lost
              + "; what was acknowledged is in haltline.storage.data, see the log above, and start"
              + " again / 日志库无法运行，已停止");
    }
  }
}
