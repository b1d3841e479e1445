package org.haltline.core.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.haltline.load.leaves.FullReport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the journal does to a write before Redis sees it. Stands in the journal's package, because
/// sealing is nobody else's to call.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealingLeaves {
  private final Write write = new FullReport().write();
  private final JournalKeys keys = new JournalKeys("QY");
  private final CentreKey centreKey = CentreKey.random();
  private final SecretKey caseKey = new SecretKeySpec(new byte[Crypto.KEY_BYTES], "AES");

  /// Six facts chained, encrypted and hashed; five orders sealed for their institutions; names
  /// hidden.
  @Benchmark
  public Object sealWriteOfAReport() {
    return AppendCall.of(write, keys, centreKey, caseKey, Duration.ofDays(30));
  }
}
