package org.haltline.core.journal.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.seal.SealKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A backup, opened to be verified or restored.
public final class Archive implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /// Opens an archive and reads its table of contents.
  ///
  /// @throws ArchiveDamaged when it is not a whole backup
  public static Archive open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new ArchiveDamaged(
          file
              + " is not a backup ("
              + e.getMessage()
              + "): name the file that `haltline backup` wrote");
    } catch (FileSystemException | FileNotFoundException e) {
      throw new IOException(
          "there is no archive "
              + file.toAbsolutePath()
              + " that can be read: name the file that `haltline backup` wrote",
          e);
    }
    try {
      return new Archive(zip, readManifest(zip, file));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static Manifest readManifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new ArchiveDamaged(
          file
              + " is not a backup, it has no manifest: name the file that `haltline backup` wrote");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest = JSON.readValue(in.readAllBytes(), Manifest.class);
      if (manifest.form() != Manifest.FORM) {
        throw new ArchiveDamaged(
            "%s has form %d; this release reads form %d"
                .formatted(file, manifest.form(), Manifest.FORM));
      }
      return manifest;
    } catch (JacksonException e) {
      throw new ArchiveDamaged(file + " has a manifest that cannot be read: " + e.getMessage());
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /// Checks that every member is there, is what the manifest says, and that there is no other.
  ///
  /// @throws ArchiveDamaged names the first that is not
  public void checkMembers() throws IOException {
    Set<String> known = new HashSet<>(Set.of(Manifest.NAME));
    for (Manifest.Member member : manifest.members()) {
      known.add(member.name());
      MessageDigest digest = ArchiveWriter.sha256();
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = stream(member.name())) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
      } catch (ZipException e) {
        throw new ArchiveDamaged(member.name() + " in the backup is damaged: " + e.getMessage());
      }
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(member.sha256())) {
        throw new ArchiveDamaged(
            "%s in the backup has SHA-256 %s, its manifest says %s"
                .formatted(member.name(), found, member.sha256()));
      }
    }
    var entries = zip.entries();
    while (entries.hasMoreElements()) {
      String name = entries.nextElement().getName();
      if (!known.contains(name)) {
        throw new ArchiveDamaged(name + " in the backup is not in its manifest");
      }
    }
  }

  /// The public keys that came along. They prove as much as the archive does: compare with your
  /// own.
  public List<PublicKey> trusted() throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Manifest.Member member : manifest.members()) {
      if (!member.name().startsWith(Records.TRUSTED)) continue;
      try (InputStream in = stream(member.name())) {
        keys.add(SealKey.publicKey(in.readAllBytes()));
      }
    }
    return keys;
  }

  /// The centre's key, unlocked.
  ///
  /// @throws IllegalArgumentException when it is another passphrase
  /// @throws ArchiveDamaged when the archive has no key
  public CentreKey centreKey(char[] passphrase) throws IOException {
    if (!manifest.centreKeyIncluded()) throw new ArchiveDamaged(manifest.note());
    try (InputStream in = stream(Records.CENTRE_KEY)) {
      byte[] key = PassphraseLock.unlock(in.readAllBytes(), passphrase);
      return CentreKey.ofHex(new String(key, US_ASCII));
    }
  }

  List<String> files() {
    return manifest.members().stream()
        .map(Manifest.Member::name)
        .filter(name -> name.startsWith(Records.FILES))
        .map(name -> name.substring(Records.FILES.length()))
        .toList();
  }

  /// Whether it has this member: an archive of an older release lacks what came later.
  boolean has(String member) {
    return manifest.members().stream().anyMatch(it -> it.name().equals(member));
  }

  DataInputStream records(String member) throws IOException {
    return new DataInputStream(new BufferedInputStream(stream(member), 1 << 16));
  }

  InputStream stream(String member) throws IOException {
    ZipEntry entry = zip.getEntry(member);
    if (entry == null) throw new ArchiveDamaged(member + " is missing from the backup");
    InputStream in = zip.getInputStream(entry);
    if (in == null) throw new FileNotFoundException(member);
    return in;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
