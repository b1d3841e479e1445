package org.haltline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.backup.Archive;
import org.haltline.core.journal.backup.Restore;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.journal.seal.Witness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings a centre back from an archive into a Redis that has nothing of it, and verifies it before
/// it can be opened.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = "Bring a centre back from an archive / 恢复")
final class RestoreCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "FILE", description = "the archive / 备份文件")
  private @Nullable Path source;

  @Option(
      names = "--with-centre-key",
      interactive = true,
      paramLabel = "PASSPHRASE",
      description = "take the centre's key out of it / 取出中心密钥")
  private char @Nullable [] passphrase;

  @Override
  public Integer call() throws IOException {
    Settings settings = config.read().settings();
    Path data = settings.storage().data();
    String centre = settings.centre().id();
    Path folder = settings.storage().keys();
    try (Archive archive = Archive.open(Objects.requireNonNull(source, "FILE"))) {
      CentreKey key = passphrase == null ? null : archive.centreKey(passphrase);
      return RedisAtHand.during(
          settings,
          redis -> {
            RedisAtHand.requireDurable(centre, redis);
            KeysFolder keys =
                key == null ? KeysFolder.at(folder, data) : KeysFolder.open(folder, data);
            FileStore files = FileStore.open(data.resolve("files"));
            if (key != null) {
              keys.keepCentreKey(centre, key);
            }
            List<PublicKey> known = keys.trusted();
            Restore.Report report =
                new Restore(
                        archive,
                        redis,
                        files,
                        InstantSource.system(),
                        new LawFiles(settings.law()).rulebook().zone())
                    .run(known, Optional.of(Witness.in(settings.storage().witness(), centre)));
            report
                .witnessSetAside()
                .ifPresent(
                    aside ->
                        System.out.println(
                            "the witness knew later seals; it lies in " + aside + " now"));
            System.out.printf(
                Locale.ROOT,
                "case numbers of %1$s go on behind %2$d, so that none given out since the backup"
                    + " comes twice / 日期 %1$s 的案件编号从 %2$d 之后继续，备份之后发出的编号不会重复%n",
                report.day(),
                report.numbersPassed());
            SealPrints.ofRestore(archive.trusted(), known, System.out);
            boolean holds = Ledger.tellArchived(report.verification(), System.out);
            if (holds && key != null) {
              // its own went with the lost folder: without them the seals would be nobody's
              keys.keepTrusted(archive.trusted());
            }
            return holds ? 0 : 1;
          });
    }
  }
}
