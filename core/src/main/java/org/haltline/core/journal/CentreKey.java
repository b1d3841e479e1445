package org.haltline.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.core.order.CaseId;

/// The one secret of a centre: 256 bits, kept outside the journal. From it everything else is
/// derived (HKDF-SHA256, RFC 5869, one label per use): the key that wraps case keys, the key that
/// hides names, one key per institution. Who has it reads everything; without it nothing can be
/// read.
public final class CentreKey {

  private static final HexFormat HEX = HexFormat.of();

  private final SecretKey master;
  private final SecretKey wrapping;
  private final SecretKey hiding;
  private final SecretKey beside;
  private final String fingerprint;
  private final ConcurrentHashMap<String, InstitutionKey> institutions = new ConcurrentHashMap<>();

  private CentreKey(byte[] bytes) {
    if (bytes.length != Crypto.KEY_BYTES) {
      throw new IllegalArgumentException(
          "a centre's key has " + Crypto.KEY_BYTES + " bytes, not " + bytes.length);
    }
    master = new SecretKeySpec(bytes, "Generic");
    wrapping = derive("wrap case keys", "AES");
    hiding = derive("hide names", "HmacSHA256");
    beside = derive("what is kept beside the journal", "AES");
    fingerprint = HEX.formatHex(derive("fingerprint", "Generic").getEncoded(), 0, 8);
  }

  /// A new key, from the system's generator.
  public static CentreKey random() {
    byte[] bytes = new byte[Crypto.KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new CentreKey(bytes);
  }

  /// Reads what [#toHex()] wrote.
  ///
  /// @throws IllegalArgumentException when it is not 64 hexadecimal digits
  public static CentreKey ofHex(String hex) {
    try {
      return new CentreKey(HEX.parseHex(hex.strip()));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a centre's key is written as 64 hexadecimal digits");
    }
  }

  /// The secret itself, for the file that keeps it.
  public String toHex() {
    return HEX.formatHex(master.getEncoded());
  }

  /// Tells one key from another without telling the key.
  public String fingerprint() {
    return fingerprint;
  }

  /// What an institution's adapter needs to read its orders, and nothing else.
  public InstitutionKey institutionKey(String institution) {
    Names.requireInstitution(institution);
    return institutions.computeIfAbsent(
        institution, name -> new InstitutionKey(name, derive("institution " + name, "HmacSHA256")));
  }

  /// Seals what this centre keeps beside its journal.
  ///
  /// @param use one for each kind of thing
  public SecretBox box(String use) {
    return new SecretBox(derive("keep " + use, "HmacSHA256"));
  }

  /// A name as the store sees it: 128 bits that say nothing about an account number.
  byte[] hide(Crypto crypto, String use, String name) {
    byte[] hash = crypto.hmac(hiding, (use + '\n' + name).getBytes(UTF_8));
    return Arrays.copyOf(hash, 16);
  }

  byte[] wrap(Crypto crypto, CaseId caseId, SecretKey caseKey) {
    return crypto.seal(wrapping, caseId.value().getBytes(UTF_8), caseKey.getEncoded());
  }

  SecretKey unwrap(Crypto crypto, CaseId caseId, byte[] wrapped) {
    try {
      byte[] key = crypto.open(wrapping, caseId.value().getBytes(UTF_8), wrapped);
      return new SecretKeySpec(key, "AES");
    } catch (AEADBadTagException e) {
      throw new JournalDamaged(
          "the key of case " + caseId.value() + " does not open with this centre's key", e);
    }
  }

  /// Seals what is kept beside the journal.
  ///
  /// @param place where it is kept: what is moved elsewhere does not open there
  byte[] sealBeside(Crypto crypto, String place, byte[] plain) {
    return crypto.seal(beside, place.getBytes(UTF_8), plain);
  }

  byte[] openBeside(Crypto crypto, String place, byte[] sealed) {
    try {
      return crypto.open(beside, place.getBytes(UTF_8), sealed);
    } catch (AEADBadTagException e) {
      throw new JournalDamaged(
          "what is kept under %s was not sealed with this centre's key".formatted(place), e);
    }
  }

  private SecretKey derive(String label, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(master)
                  .thenExpand(("haltline " + label).getBytes(UTF_8), Crypto.KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HKDF", e);
    }
  }

  @Override
  public String toString() {
    return "centre key " + fingerprint;
  }
}
