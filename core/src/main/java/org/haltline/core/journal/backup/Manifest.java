package org.haltline.core.journal.backup;

import java.time.Instant;
import java.util.List;
import org.haltline.core.journal.Position;

/// The table of contents of a backup, in JSON. Written last, so that an archive without it is no
/// backup.
///
/// @param form version of the archive's layout
/// @param end position of the last fact in it; everything in it is as it was then
/// @param facts how many
/// @param cases how many have a key; an erased case has none
/// @param seals how many
/// @param requests idempotency keys
/// @param files documents named by facts
/// @param filesDamaged documents whose content no longer fits their name; left out
/// @param centreKey fingerprint of the key that reads the bodies
/// @param centreKeyIncluded whether that key is in the archive, locked with a passphrase
/// @param note what a person has to know, in both languages
/// @param heldUpMs how long Redis was kept from its writers for the consistent part
/// @param members every file of the archive but this one
public record Manifest(
    int form,
    String centre,
    Instant madeAt,
    String end,
    long facts,
    long cases,
    long seals,
    long requests,
    long files,
    List<String> filesDamaged,
    String centreKey,
    boolean centreKeyIncluded,
    String note,
    long heldUpMs,
    List<Member> members) {

  static final int FORM = 1;
  static final String NAME = "manifest.json";

  /// One file of the archive.
  public record Member(String name, long bytes, String sha256) {}

  public Position endPosition() {
    return Position.parse(end);
  }

  static String note(boolean keyIncluded, String fingerprint) {
    return keyIncluded
        ? "The centre key is included, locked with a passphrase. 本备份含中心密钥，已用口令加锁。"
        : "The centre key is NOT included: without key %s from the keys folder no body can be read. 本备份不含中心密钥：没有密钥文件夹中指纹为 %s 的密钥，任何内容都无法读出。"
            .formatted(fingerprint, fingerprint);
  }
}
