package org.haltline.core.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/// What is counted about one institution's dispatch. Names are `haltline.dispatch.…`, all tagged
/// with the institution.
final class DispatchMeters {
  private static final String PREFIX = "haltline.dispatch.";

  private final MeterRegistry registry;
  private final String institution;

  final Counter byBus;
  final Counter byQueue;
  final Counter dropped;
  final Counter done;
  final Counter refused;
  final Counter working;
  final Counter neverSeen;
  final Counter silent;
  final Counter withdrawn;
  final Counter onDesk;
  final Counter reportsRetried;
  final Timer calls;

  DispatchMeters(MeterRegistry registry, String institution) {
    this.registry = registry;
    this.institution = institution;
    this.byBus = counter("arrived", "by", "bus");
    this.byQueue = counter("arrived", "by", "queue");
    this.dropped = counter("dropped", "why", "full");
    this.done = counter("answers", "answer", "done");
    this.refused = counter("answers", "answer", "refused");
    this.working = counter("answers", "answer", "working");
    this.neverSeen = counter("answers", "answer", "never seen");
    this.silent = counter("answers", "answer", "none");
    this.withdrawn = counter("ended", "how", "withdrawn");
    this.onDesk = counter("ended", "how", "on desk");
    this.reportsRetried = counter("reports.retried", "to", "centre");
    this.calls = Timer.builder(PREFIX + "calls").tag("institution", institution).register(registry);
  }

  private Counter counter(String name, String tag, String value) {
    return registry.counter(PREFIX + name, "institution", institution, tag, value);
  }

  void gauge(String name, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).tag("institution", institution).register(registry);
  }
}
