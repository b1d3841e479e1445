package org.haltline.load.leaves;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.haltline.core.casefile.CaseEvent;
import org.haltline.core.casefile.CaseState;
import org.haltline.core.casefile.Report;
import org.haltline.core.casework.Steps;
import org.haltline.core.journal.NewFact;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The steps of a full report (two payments, two numbers, one link) up to the journal's door.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReportLeaves {
  private final FullReport full = new FullReport();

  @Benchmark
  public Report understandJson() {
    return full.understood();
  }

  @Benchmark
  public List<CaseEvent> decide() {
    return full.decided();
  }

  @Benchmark
  public CaseState evolve() {
    return full.evolved();
  }

  @Benchmark
  public Steps deriveSteps() {
    return full.steps();
  }

  @Benchmark
  public List<NewFact> encodeFacts() {
    return full.encoded();
  }
}
