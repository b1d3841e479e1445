package org.haltline.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;

/// Certificates and keys in PEM that the configuration names, looked into before the house begins.
final class KeyFiles {
  private KeyFiles() {}

  static void certificate(String name, Optional<Path> file, List<String> faults) {
    if (file.isEmpty()) {
      return;
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        faults.add(name + ": " + file.get() + " holds no certificate in PEM");
      }
    } catch (IOException unreadable) {
      faults.add(name + ": " + file.get() + " is no file that can be read");
    } catch (CertificateException wrong) {
      faults.add(name + ": " + file.get() + " holds no certificate in PEM");
    }
  }

  static void key(String name, Optional<Path> file, List<String> faults) {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (!Files.readString(file.get(), StandardCharsets.US_ASCII).contains("PRIVATE KEY-----")) {
        faults.add(name + ": " + file.get() + " holds no private key in PEM");
      }
    } catch (IOException unreadable) {
      faults.add(name + ": " + file.get() + " is no file that can be read");
    }
  }
}
