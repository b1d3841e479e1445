package org.haltline.app;

import java.io.PrintStream;
import java.security.PublicKey;
import java.util.List;
import org.haltline.core.journal.seal.SealKey;

/// The fingerprints of the keys that an archive's seals were made with, told to a person. Whoever
/// can change an archive can seal what they made of it with keys of their own and lay those beside:
/// only what was written down apart from it tells the difference.
final class SealPrints {
  private SealPrints() {}

  /// What went into an archive.
  static void ofBackup(List<PublicKey> keys, PrintStream out) {
    if (!keys.isEmpty()) {
      keys.forEach(key -> out.println("seal key / 封签密钥  " + SealKey.fingerprint(key)));
      out.println(
          "Write down the seal keys' fingerprints (SHA-256) apart from the archive; a restore shows"
              + " them again, to be compared. / 请将封签密钥指纹（SHA-256）与备份分开记下，恢复时会再次显示，供逐字核对。");
    }
  }

  /// What came with an archive.
  ///
  /// @param known keys that this machine trusted before
  static void ofRestore(List<PublicKey> keys, List<PublicKey> known, PrintStream out) {
    for (PublicKey key : keys) {
      out.println(
          "seal key / 封签密钥  "
              + SealKey.fingerprint(key)
              + (known.contains(key)
                  ? "  known here / 本机已信任"
                  : "  from the archive alone / 仅见于备份"));
    }
    if (!known.containsAll(keys)) {
      out.println(
          "Compare with what the backup showed: a key that is known from the archive alone proves"
              + " as much as the archive does. / 请与备份时显示的指纹逐字核对：仅见于备份的密钥，其可信程度不高于备份本身。");
    }
  }
}
