package org.haltline.bank.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.haltline.core.dispatch.MutualTls;
import org.jspecify.annotations.Nullable;

/// An authority of this test alone and the certificates that it signs, as files in a folder:
/// `name.p12` for each, `ca.pem` for whoever trusts it.
public final class Certificates {
  public static final String PASSWORD = "for-this-test";

  private final Path folder;
  private final String algorithm;

  /// @param algorithm of the keys: `EC`, `RSA`
  public Certificates(Path folder, String algorithm) throws Exception {
    this.folder = folder;
    this.algorithm = algorithm;
    keytool("ca", "authority", "-ext", "bc:c");
    Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", certificate("ca").getEncoded()));
  }

  /// A certificate that the authority signs.
  public Certificates sign(String name, String subject, String... more) throws Exception {
    var all = new ArrayList<>(List.of("-signer", "ca"));
    all.addAll(List.of(more));
    keytool(name, subject, all.toArray(String[]::new));
    return this;
  }

  /// One that signs itself.
  public Certificates stranger(String name, String subject, String... more) throws Exception {
    keytool(name, subject, more);
    return this;
  }

  public Path authority() {
    return folder.resolve("ca.pem");
  }

  public MutualTls.Own pkcs12(String name) {
    return new MutualTls.Own.Pkcs12(folder.resolve(name + ".p12"), PASSWORD);
  }

  public MutualTls.Own pem(String name) throws Exception {
    return new MutualTls.Own.Pem(
        Files.writeString(
            folder.resolve(name + ".crt"), pem("CERTIFICATE", certificate(name).getEncoded())),
        Files.writeString(
            folder.resolve(name + ".key"), pem("PRIVATE KEY", key(name).getEncoded())));
  }

  public X509Certificate certificate(String name) throws GeneralSecurityException, IOException {
    return (X509Certificate) store(name).getCertificate(name);
  }

  public PrivateKey key(String name) throws GeneralSecurityException, IOException {
    return (PrivateKey) store(name).getKey(name, PASSWORD.toCharArray());
  }

  /// Who trusts the authority and shows that certificate; none where there is no name.
  public SSLContext context(@Nullable String who) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate("ca"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManager[] keys = null;
    if (who != null) {
      var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store(who), PASSWORD.toCharArray());
      keys = own.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  /// A key pair, in one store with all others and in one of its own.
  private void keytool(String name, String subject, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", algorithm, "-alias", name));
    if (algorithm.equals("RSA")) {
      // a third of the work of keytool's own choice, and what trial banks use
      command.addAll(List.of("-keysize", "2048"));
    }
    command.addAll(List.of("-dname", "CN=" + subject, "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve("all.p12").toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore all = store("all");
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      own.store(out, password);
    }
  }

  private KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
  }
}
