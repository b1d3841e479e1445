package org.haltline.app;

import java.util.concurrent.Callable;
import org.haltline.core.signing.Signer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the public half of the key that signs orders, for the institutions that verify them.
@Command(
    name = "order-key",
    mixinStandardHelpOptions = true,
    description = "Print the public key that orders are signed with / 打印指令签名公钥")
final class OrderKeyCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--tx", description = "that of the TX messages / 公安银行报文所用公钥")
  private boolean tx;

  @Override
  public Integer call() {
    Settings settings = config.read().settings();
    Signer general = OrderKeys.general(settings);
    Signer key = tx ? OrderKeys.tx(settings, general) : general;
    System.out.println("# " + key.algorithm() + ", key id " + key.keyId());
    System.out.print(key.publicPem());
    return 0;
  }
}
