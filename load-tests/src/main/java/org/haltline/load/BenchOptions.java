package org.haltline.load;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every bench can be told.
final class BenchOptions {
  @Option(
      names = "--publish",
      description = "write the figures to docs/measurements / 将结果写入 docs/measurements")
  boolean publish;

  @Option(names = "--keep", description = "keep data and logs / 保留数据与日志")
  boolean keep;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the same reports, faults and moments again / 复现同一批报案、故障与时刻")
  @Nullable Long seed;

  /// The seed given, or one of this moment; told in the output, so that a run can be had again.
  long seedOrNew() {
    return seed == null ? System.currentTimeMillis() % 1_000_000 : seed;
  }
}
