package org.haltline.bank.sandbox;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.haltline.core.dispatch.sandbox.BookFile;
import org.haltline.core.dispatch.sandbox.SandboxServer.Settings;

/// A sandbox bank in a process of its own, to be killed: says where it listens in a file.
final class LoneBank {
  static final SandboxBank.Profile PROFILE =
      new SandboxBank.Profile("ICBC", List.of(), 17, AccountOdds.usual());

  private LoneBank() {}

  /// The folder of the book and the address.
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    var settings =
        Settings.anyPort().keeping(new BookFile.Place(folder.resolve("icbc.book"), false));
    SandboxBank.start(Vertx.vertx(), PROFILE, settings, InstantSource.system())
        .onSuccess(bank -> tell(folder, bank.base().toString()))
        .onFailure(
            failure -> {
              failure.printStackTrace();
              System.exit(1);
            });
  }

  private static void tell(Path folder, String address) {
    try {
      Path half = Files.writeString(folder.resolve("address.half"), address);
      Files.move(half, folder.resolve("address"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
