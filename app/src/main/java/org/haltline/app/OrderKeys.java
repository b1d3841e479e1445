package org.haltline.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haltline.bank.signing.QuickEd25519;
import org.haltline.bank.signing.Sm2Signer;
import org.haltline.core.journal.keys.KeysFolder;
import org.haltline.core.signing.Ed25519Signer;
import org.haltline.core.signing.Pem;
import org.haltline.core.signing.Signer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that sign orders: one that the configuration names, in PEM or PKCS#12, or the one that
/// the house makes in its keys folder.
final class OrderKeys {
  private static final Logger log = LoggerFactory.getLogger(OrderKeys.class);

  private OrderKeys() {}

  /// What can be signed with.
  enum Algorithm {
    ED25519,
    SM3_WITH_SM2
  }

  static final String GENERAL = "haltline.signing";
  static final String TX = "haltline.tx.signing";

  /// The key of everything that has none of its own.
  static Signer general(Settings settings) {
    return settings
        .signing()
        .map(said -> named(GENERAL, said))
        .orElseGet(
            () ->
                QuickEd25519.of(
                    KeysFolder.open(settings.storage().keys(), settings.storage().data())
                        .orderKey()));
  }

  /// The key of the national police-bank messages.
  static Signer tx(Settings settings, Signer general) {
    return settings
        .tx()
        .flatMap(Settings.Mailbox::signing)
        .map(said -> named(TX, said))
        .orElse(general);
  }

  /// The keys that the configuration names.
  static List<Signer> configured(Settings settings) {
    return Stream.concat(
            settings.signing().stream().map(said -> named(GENERAL, said)),
            settings.tx().flatMap(Settings.Mailbox::signing).stream().map(said -> named(TX, said)))
        .toList();
  }

  /// Adds what is wrong with the keys that the configuration names.
  static void check(Settings settings, List<String> faults) {
    settings.signing().ifPresent(said -> tried(GENERAL, said, faults));
    settings.tx().flatMap(Settings.Mailbox::signing).ifPresent(said -> tried(TX, said, faults));
  }

  private static void tried(String where, Settings.Signing said, List<String> faults) {
    try {
      named(where, said);
    } catch (IllegalArgumentException wrong) {
      faults.add(String.valueOf(wrong.getMessage()));
    }
  }

  /// @throws IllegalArgumentException says which key of the configuration is wrong, and how
  static Signer named(String where, Settings.Signing said) {
    Algorithm algorithm = said.algorithm().orElse(Algorithm.ED25519);
    try {
      if (said.key().isPresent() == said.keyStore().isPresent()) {
        throw new IllegalArgumentException("key (in PEM) or key-store (PKCS#12), one of them");
      }
      if (said.key().isPresent()) {
        return pem(algorithm, said.key().get());
      }
      return pkcs12(algorithm, said.keyStore().orElseThrow(), password(where, said));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(where + ": " + wrong.getMessage(), wrong);
    }
  }

  private static String password(String where, Settings.Signing said) {
    Path file =
        said.keyStorePasswordFile()
            .orElseThrow(
                () -> new IllegalArgumentException("key-store-password-file: goes with key-store"));
    return Secrets.read(where + ".key-store-password-file", file);
  }

  private static Signer pem(Algorithm algorithm, Path file) {
    byte[] pkcs8 =
        Pem.find("PRIVATE KEY", text(file))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        file + " holds no private key in PEM (PKCS#8, not encrypted)"));
    return switch (algorithm) {
      case ED25519 -> QuickEd25519.of(Ed25519Signer.of(pkcs8));
      case SM3_WITH_SM2 -> Sm2Signer.of(pkcs8);
    };
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " is no file that can be read", unreadable);
    }
  }

  private static Signer pkcs12(Algorithm algorithm, Path file, String password) {
    return switch (algorithm) {
      case ED25519 -> QuickEd25519.of(Ed25519Signer.of(firstKey(file, password)));
      case SM3_WITH_SM2 -> Sm2Signer.of(file, password);
    };
  }

  private static PrivateKey firstKey(Path file, String password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
          return key;
        }
      }
      throw new IllegalArgumentException(file + " holds no private key");
    } catch (IOException | GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          file + " cannot be opened with that password: " + wrong.getMessage(), wrong);
    }
  }

  /// Keeps the public halves of what signs from now on in the keys folder, so that evidence can be
  /// checked when other keys have taken their place. A folder that cannot be written is no reason
  /// to stay shut.
  static void keep(Settings settings, Signer general, Signer tx) {
    try {
      KeysFolder folder = KeysFolder.open(settings.storage().keys(), settings.storage().data());
      folder.keepSigning(general.publicKey());
      folder.keepSigning(tx.publicKey());
      settings.iso().ifPresent(said -> folder.keepSigning(IsoBanks.signing(said).certificate()));
    } catch (UncheckedIOException unwritable) {
      log.warn(
          "the public halves of the keys that sign orders are not kept ({}): keep them yourself,"
              + " for verify",
          unwritable.getMessage());
    }
  }

  /// Whether the file holds a certificate and not a bare key.
  static boolean isCertificate(Path file) {
    return Pem.find("CERTIFICATE", text(file)).isPresent();
  }

  /// A public key that an institution was given, whichever kind it is.
  ///
  /// @throws IllegalArgumentException when the file holds none
  static Signer published(Path file) {
    byte[] x509 =
        Pem.find("PUBLIC KEY", text(file))
            .orElseThrow(() -> new IllegalArgumentException(file + " holds no public key in PEM"));
    return ed25519(x509).<Signer>map(it -> it).orElseGet(() -> Sm2Signer.verifying(x509));
  }

  private static Optional<Ed25519Signer> ed25519(byte[] x509) {
    try {
      return Optional.of(Ed25519Signer.verifying(x509));
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }
}
