package org.haltline.bank.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Ed25519Signer;
import org.junit.jupiter.api.Test;

/// Two makers of one signature agree on every byte.
class QuickEd25519Test {
  private static final long SEED = 20261120;

  private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(SEED);

  @Test
  void itSignsAsTheJdkDoes() {
    for (int i = 0; i < 40; i++) {
      Ed25519Signer slow = Ed25519Signer.random();
      QuickEd25519 quick = QuickEd25519.of(slow);
      byte[] order = new byte[random.nextInt(2_000)];
      random.nextBytes(order);
      assertThat(quick.sign(order)).as("%d bytes", order.length).isEqualTo(slow.sign(order));
      assertThat(quick.verifies(order, slow.sign(order))).isTrue();
      assertThat(DetachedJws.over(order, quick)).isEqualTo(DetachedJws.over(order, slow));
      assertThat(quick.publicPem()).isEqualTo(slow.publicPem());
    }
  }

  @Test
  void thePublicHalfAloneSignsNothing() {
    Ed25519Signer bank = Ed25519Signer.verifying(Ed25519Signer.random().publicKey().getEncoded());
    assertThatThrownBy(() -> QuickEd25519.of(bank)).hasMessageContaining("public half");
  }
}
