package org.haltline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.haltline.app.demo.Tongue;
import org.haltline.core.journal.JournalOptions;
import org.haltline.core.journal.RedisJournal;
import org.haltline.core.journal.backup.Archive;
import org.haltline.core.journal.backup.ArchiveImage;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.journal.redis.RedisConnections;
import org.haltline.core.journal.seal.Witness;
import org.haltline.core.journal.verify.RedisImage;
import org.haltline.core.journal.verify.Verification;
import org.haltline.core.journal.verify.VerificationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Proves that nothing in the journal was altered, removed or reordered up to the last witnessed
/// seal: of a centre that runs, of one that does not, or of a backup. Of a centre the signatures
/// that were kept as evidence of orders are checked as well.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Verify the ledger; exit 0 only if it holds / 核验账本")
final class VerifyCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--backup",
      paramLabel = "FILE",
      description = "of this archive, without Redis / 离线核验备份文件")
  private @Nullable Path backup;

  @Option(
      names = "--order-key",
      paramLabel = "FILE",
      description =
          "a public key or certificate that orders were signed with, beside those of the keys"
              + " folder / 指令签名公钥或证书")
  private List<Path> orderKeys = List.of();

  @Option(
      names = "--earlier-config",
      paramLabel = "FILE",
      description =
          "a configuration of an earlier day, to make again what was signed then / 当时所用的配置文件")
  private List<Path> earlier = List.of();

  @Option(
      names = "--strict",
      description = "exit 1 also where a signature could not be checked / 有签名未能核验时也以 1 退出")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    Settings settings = config.read().settings();
    Path data = settings.storage().data();
    String centre = settings.centre().id();
    KeysFolder keys = KeysFolder.at(settings.storage().keys(), data);
    Witness witness = Witness.in(settings.storage().witness(), centre);
    if (backup != null) {
      try (Archive archive = Archive.open(backup);
          var image = new ArchiveImage(archive)) {
        return Ledger.tellArchived(
                Verification.of(image, keys.trusted(), Optional.of(witness)), System.out)
            ? 0
            : 1;
      }
    }
    RedisAtHand.requireJournal(settings);
    for (Path aside : witness.asides()) {
      System.out.printf(
          "note: a restore took this journal back; what was sealed and is no longer in it stands in"
              + " %s. Move that file away once the loss is accepted. / 账本曾由备份恢复，恢复前的封签见该文件%n",
          aside);
    }
    return RedisAtHand.during(
        settings,
        redis -> {
          boolean written =
              House.await("journal", RedisJournal.writtenWith(centre, redis)).isPresent();
          VerificationReport report =
              Verification.of(new RedisImage(centre, redis), keys.trusted(), Optional.of(witness));
          if (!written && report.facts() == 0 && report.holds()) {
            throw RedisAtHand.noJournal(
                settings,
                settings.redis().url().isPresent()
                    ? "the Redis of haltline.redis.url"
                    : data.toAbsolutePath().toString());
          }
          boolean holds = Ledger.tell(report, System.out);
          return evidence(settings, keys, redis) && holds ? 0 : 1;
        });
  }

  /// The signatures of orders stand in what only the centre's key opens.
  private boolean evidence(Settings settings, KeysFolder keys, RedisConnections redis) {
    String centre = settings.centre().id();
    Tongue tongue = Tongue.ofTerminal(System.getenv());
    if (!keys.hasCentreKey(centre)) {
      System.out.printf(
          tongue.say(
              "signatures of orders: not checked, for %s does not hold the key of centre %s%n",
              "指令签名：未核验，%s 中没有中心 %s 的密钥%n"),
          keys.path(),
          centre);
      return !strict;
    }
    try (RedisJournal journal =
        House.await(
            "journal",
            RedisJournal.open(centre, keys.centreKey(centre), JournalOptions.DEFAULT, redis))) {
      OrderEvidence.Tally tally =
          OrderEvidence.of(
              journal,
              OrderEvidence.Known.of(settings, keys.path(), orderKeys),
              SentAnew.of(settings, earlier.stream().map(SettingsFile::ofEarlierDay).toList()));
      boolean holds = OrderEvidence.tell(tally, tongue, System.out);
      return holds && (!strict || tally.notChecked() == 0);
    }
  }
}
