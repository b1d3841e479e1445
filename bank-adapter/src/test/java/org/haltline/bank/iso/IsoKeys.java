package org.haltline.bank.iso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.haltline.bank.iso.channel.IsoChannel;
import org.haltline.bank.iso.xml.IsoCodec;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.iso.xml.IsoSeal;
import org.haltline.bank.line.Certificates;

/// The keys of these tests, made once for all of them: `house`, `bank` and `other` bear an
/// authority's signature, `other` is no bank of ours.
public final class IsoKeys {
  public static final String HOUSE = "house";
  public static final String BANK = "bank";
  public static final String OTHER = "other";
  private static final Certificates ALL = make();

  private IsoKeys() {}

  private static Certificates make() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "iso-keys");
      return new Certificates(folder, "RSA")
          .sign(HOUSE, "house", "-ext", "SAN=ip:127.0.0.1")
          .sign(BANK, IsoDesk.BANK.bic(), "-ext", "SAN=ip:127.0.0.1")
          .sign(OTHER, "QHBKCNSH", "-ext", "SAN=ip:127.0.0.1");
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  public static Certificates all() {
    return ALL;
  }

  public static PrivateKey key(String name) {
    try {
      return ALL.key(name);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static X509Certificate certificate(String name) {
    try {
      return ALL.certificate(name);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Who signs as the one and believes the other.
  public static IsoSeal seal(String own, String theirs) {
    return new IsoSeal(key(own), certificate(own), certificate(theirs));
  }

  public static IsoCodec codec(String own, String theirs) {
    return codec(own, theirs, IsoSchemas.none());
  }

  public static IsoCodec codec(String own, String theirs, IsoSchemas schemas) {
    return new IsoCodec(
        seal(own, theirs), schemas, IsoChannel.MESSAGE_BYTES_MAX, InstantSource.system());
  }
}
