package org.haltline.load.leaves;

import java.util.concurrent.TimeUnit;
import org.haltline.bank.signing.QuickEd25519;
import org.haltline.core.signing.DetachedJws;
import org.haltline.core.signing.Ed25519Signer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What a signature costs, on the body of an order and its way out: as the JDK makes it, and as it
/// is made.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SigningLeaves {
  private static final int ORDER_BYTES = 500;

  private final byte[] body = new byte[ORDER_BYTES];
  private final Ed25519Signer slow = Ed25519Signer.random();
  private final QuickEd25519 quick = QuickEd25519.of(slow);

  @Benchmark
  public Object signByTheJdk() {
    return DetachedJws.over(body, slow);
  }

  @Benchmark
  public Object signAnOrder() {
    return DetachedJws.over(body, quick);
  }
}
