package org.haltline.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.haltline.core.journal.backup.Backup;
import org.haltline.core.journal.backup.Manifest;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.keys.KeysFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies a centre into one archive, while its desk goes on working.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Copy journal, keys and files into one archive / 备份")
final class BackupCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "FILE", description = "the archive, which must not exist yet / 备份文件")
  private @Nullable Path target;

  @Option(
      names = "--with-centre-key",
      interactive = true,
      paramLabel = "PASSPHRASE",
      description = "put the centre's key in, locked with a passphrase / 附上以口令加密的中心密钥")
  private char @Nullable [] passphrase;

  @Override
  public Integer call() throws IOException {
    Settings settings = config.read().settings();
    Path data = settings.storage().data();
    String centre = settings.centre().id();
    KeysFolder keys = KeysFolder.at(settings.storage().keys(), data);
    Path file = Objects.requireNonNull(target, "FILE");
    FileTrouble.requirePlaceFor(file);
    RedisAtHand.requireJournal(settings);
    if (passphrase != null && !keys.hasCentreKey(centre)) {
      throw new IllegalStateException(
          "haltline.storage.keys: %s does not hold the key of centre %s: name the folder that does"
              .formatted(keys.path(), centre));
    }
    FileStore files = FileStore.open(data.resolve("files"));
    Optional<Backup.LockedKey> key =
        passphrase == null
            ? Optional.empty()
            : Optional.of(new Backup.LockedKey(keys.centreKey(centre), passphrase));
    return RedisAtHand.during(
        settings,
        redis -> {
          Manifest manifest =
              to(file, new Backup(centre, redis, files, InstantSource.system()), keys, key);
          System.out.printf(
              "%s: %d facts of %d cases, %d seals, %d files; writers waited %d ms%n",
              file,
              manifest.facts(),
              manifest.cases(),
              manifest.seals(),
              manifest.files(),
              manifest.heldUpMs());
          SealPrints.ofBackup(keys.trusted(), System.out);
          if (key.isEmpty()) {
            System.out.println(
                "The centre's key is not in it: without the keys folder the cases cannot be read. /"
                    + " 备份不含中心密钥，请另行保管密钥目录。");
          }
          return 0;
        });
  }

  private static Manifest to(
      Path file, Backup backup, KeysFolder keys, Optional<Backup.LockedKey> key)
      throws IOException {
    try {
      return backup.to(file, keys.trusted(), key);
    } catch (FileSystemException trouble) {
      // a folder may say that it can be written to, and be one of those that never can
      if (Objects.requireNonNullElse(trouble.getFile(), "").startsWith(file.toString())) {
        throw FileTrouble.cannotBeWritten(file);
      }
      throw trouble;
    }
  }
}
