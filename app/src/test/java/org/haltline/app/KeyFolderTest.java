package org.haltline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haltline.core.journal.keys.KeysFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
  @TempDir Path folder;

  @Test
  void anAdapterNeedsItsOwnInstitutionsKeyAlone() throws IOException {
    Path data = folder.resolve("data");
    KeyFolder centre = KeyFolder.ofCentre(KeysFolder.open(folder.resolve("centre"), data), "QY");
    String derived = centre.institution("ICBC").toHex();
    Path apart = Files.createDirectory(folder.resolve("apart"));
    Files.writeString(apart.resolve("ICBC.key"), derived);

    KeyFolder adapter = KeyFolder.ofAdapter(apart, data, "QY");

    assertThat(adapter.institution("ICBC").toHex()).isEqualTo(derived);
    assertThat(adapter.has("ABC")).isFalse();
    assertThatThrownBy(() -> adapter.institution("ABC")).hasMessageContaining("no key for ABC");
    assertThatThrownBy(adapter::centre).hasMessageContaining("the centre's key is not in");
  }

  @Test
  void anAdapterBesideTheCentreUsesTheCentresKey() {
    Path data = folder.resolve("data");
    Path keys = folder.resolve("keys");
    KeyFolder centre = KeyFolder.ofCentre(KeysFolder.open(keys, data), "QY");

    KeyFolder adapter = KeyFolder.ofAdapter(keys, data, "QY");

    assertThat(adapter.institution("BOC").toHex()).isEqualTo(centre.institution("BOC").toHex());
  }
}
