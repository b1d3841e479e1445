package org.haltline.core.journal.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.haltline.core.journal.CentreKey;
import org.haltline.core.journal.seal.SealKey;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Signer;

/// The folder of a centre's secrets, outside the data folder so that a copy of the one is worthless
/// without the other. Keys are made at the first start, readable by their owner alone (0600), and
/// never overwritten. Back this folder up apart from the data.
///
///     <centre>.centre.key   the centre's key, hexadecimal
///     seal.key              the private half that signs seals, PEM
///     seal.pub              its public half, PEM; every other *.pub is trusted as well (earlier keys)
///     order.key             the private half that signs orders, PEM; none where the configuration
///                           names another
///     order.key.public      its public half, PEM, for the institutions
///     order-*.key.public    public halves of every key that orders were signed with, by key id
///     iso-*.crt             certificates that ISO 20022 messages were signed with, by fingerprint
public final class KeysFolder {

  private static final String SEAL_KEY = "seal.key";
  private static final String SEAL_PUBLIC = "seal.pub";
  private static final String ORDER_KEY = "order.key";
  private static final String ORDER_PUBLIC = "order.key.public";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;

  private KeysFolder(Path folder) {
    this.folder = folder;
  }

  /// Opens the folder, which is made if missing (mode 0700).
  ///
  /// @throws IllegalArgumentException when it lies in the data folder, or the data folder in it
  public static KeysFolder open(Path folder, Path dataFolder) {
    KeysFolder keys = at(folder, dataFolder);
    try {
      Files.createDirectories(
          keys.folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("the keys folder " + keys.folder + " cannot be made", e);
    }
    return keys;
  }

  /// The folder as it is, which may be missing: to look, not to make keys.
  ///
  /// @throws IllegalArgumentException when it lies in the data folder, or the data folder in it
  public static KeysFolder at(Path folder, Path dataFolder) {
    Path keys = folder.toAbsolutePath().normalize();
    Path data = dataFolder.toAbsolutePath().normalize();
    if (keys.startsWith(data) || data.startsWith(keys)) {
      throw new IllegalArgumentException(
          "keys (%s) and data (%s) must lie apart: who copies the one must not have the other"
              .formatted(keys, data));
    }
    return new KeysFolder(keys);
  }

  public Path path() {
    return folder;
  }

  public boolean hasCentreKey(String centre) {
    return Files.exists(centreFile(centre));
  }

  private Path centreFile(String centre) {
    return folder.resolve(centre + ".centre.key");
  }

  /// The centre's key; a new one when the folder has none.
  public CentreKey centreKey(String centre) {
    Path file = centreFile(centre);
    alone(
        () -> {
          if (!Files.exists(file)) write(file, CentreKey.random().toHex() + "\n");
        });
    return CentreKey.ofHex(readSecret(file));
  }

  /// Puts a centre's key into the folder, for example from a backup. The same key again is no
  /// error.
  ///
  /// @throws IllegalStateException when the folder has another one
  public void keepCentreKey(String centre, CentreKey key) {
    Path file = centreFile(centre);
    alone(
        () -> {
          if (!Files.exists(file)) write(file, key.toHex() + "\n");
        });
    if (!CentreKey.ofHex(readSecret(file)).toHex().equals(key.toHex())) {
      throw new IllegalStateException(
          file + " holds another key than the backup: move it away first if that is right");
    }
  }

  /// The pair that signs seals; a new one when the folder has none.
  public SealKey sealKey() {
    Path privateFile = folder.resolve(SEAL_KEY);
    Path publicFile = folder.resolve(SEAL_PUBLIC);
    alone(
        () -> {
          if (Files.exists(privateFile)) return;
          SealKey fresh = SealKey.random();
          // The public half first: a crash between the two leaves nothing that signs unverifiably.
          keepPublic(fresh.publicBytes());
          write(privateFile, pem("PRIVATE KEY", fresh.privateBytes()));
        });
    return SealKey.of(unpem(readSecret(privateFile)), unpem(read(publicFile)));
  }

  /// The key that signs orders; a new one when the folder has none.
  public Ed25519Signer orderKey() {
    Path file = folder.resolve(ORDER_KEY);
    alone(
        () -> {
          if (Files.exists(file)) return;
          setAsideOrderPublic();
          Ed25519Signer fresh = Ed25519Signer.random();
          write(folder.resolve(ORDER_PUBLIC), pem("PUBLIC KEY", fresh.publicKey().getEncoded()));
          write(file, pem("PRIVATE KEY", fresh.privateBytes()));
        });
    return Ed25519Signer.of(unpem(readSecret(file)));
  }

  /// What an earlier key signed is still to be checked.
  private void setAsideOrderPublic() {
    Path file = folder.resolve(ORDER_PUBLIC);
    if (Files.exists(file)) {
      keepOrderKey(Ed25519Signer.verifying(unpem(read(file))).publicKey());
    }
  }

  /// Keeps the public half of a key that signs orders from now on. What it signed is checked for
  /// years, long after another key has taken its place.
  public void keepSigning(PublicKey key) {
    alone(() -> keepOrderKey(key));
  }

  private void keepOrderKey(PublicKey key) {
    keepOnce("order-" + Signer.keyId(key) + ".key.public", "PUBLIC KEY", key.getEncoded());
  }

  /// The same for a certificate whose key signs messages: it stands in each of them.
  public void keepSigning(X509Certificate certificate) {
    try {
      byte[] encoded = certificate.getEncoded();
      String name = "iso-" + Signer.digest(encoded) + ".crt";
      alone(() -> keepOnce(name, "CERTIFICATE", encoded));
    } catch (CertificateEncodingException broken) {
      throw new IllegalArgumentException("a certificate that cannot be written down", broken);
    }
  }

  private void keepOnce(String name, String kind, byte[] content) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      write(file, pem(kind, content));
    }
  }

  private void keepPublic(byte[] key) {
    try {
      Path file = folder.resolve(SEAL_PUBLIC);
      if (Files.exists(file)) Files.move(file, unused("earlier"));
      write(file, pem("PUBLIC KEY", key));
    } catch (IOException e) {
      throw new UncheckedIOException("the earlier public key cannot be set aside", e);
    }
  }

  private Path unused(String name) {
    Path file = folder.resolve(name + ".pub");
    for (int i = 2; Files.exists(file); i++) file = folder.resolve(name + "-" + i + ".pub");
    return file;
  }

  /// The public keys whose seals are trusted: the current one and earlier ones.
  public List<PublicKey> trusted() {
    List<PublicKey> keys = new ArrayList<>();
    if (!Files.exists(folder)) return keys;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".pub")).sorted().toList()) {
        keys.add(SealKey.publicKey(unpem(read(file))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the keys folder " + folder + " cannot be read", e);
    }
    return keys;
  }

  /// Trusts these from now on, as earlier keys: those of a backup, where the folder was lost with
  /// its own.
  public void keepTrusted(List<PublicKey> earlier) {
    for (PublicKey key : earlier) {
      alone(
          () -> {
            if (!trusted().contains(key)) {
              write(unused("earlier"), pem("PUBLIC KEY", key.getEncoded()));
            }
          });
    }
  }

  private static String readSecret(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(permissions)) {
        throw new IllegalStateException(
            "%s can be read by others (%s): chmod 600 it, and think about who may have read it"
                .formatted(file, PosixFilePermissions.toString(permissions)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return read(file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /// One process at a time, and one thread of it: two that start together make one key.
  private void alone(Runnable making) {
    synchronized (KeysFolder.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) throw new IOException("no lock");
        making.run();
      } catch (IOException e) {
        throw new UncheckedIOException("the keys folder " + folder + " cannot be written", e);
      }
    }
  }

  /// Whole or not at all, and on the disk before anything is written with it.
  private void write(Path file, String text) {
    try {
      Path fresh = Files.createTempFile(folder, ".new-", "");
      try {
        Files.setPosixFilePermissions(fresh, OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
          channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), kind);
  }

  private static byte[] unpem(String text) {
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }
}
