package org.haltline.core.search;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that let everybody else go first. When reports come in faster than the machine likes, it
/// is the index that falls behind by some moments, not the answer to the caller.
///
/// The JDK's own thread priorities do nothing on Linux unless the whole machine is told so, so each
/// of these threads lowers its own there; nobody needs a right for that. Threads that one of them
/// starts are as low. Elsewhere they are threads like any other.
final class Background {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  /// A third of the processor that a thread of the usual niceness gets beside it.
  private static final int NICER_BY = 5;

  /// Of a thread that goes after the others, and of those it starts, which are as low.
  private static final InheritableThreadLocal<Boolean> LOW = new InheritableThreadLocal<>();

  private Background() {}

  static ThreadFactory threads(String name) {
    ThreadFactory plain = Thread.ofPlatform().name(name).daemon().factory();
    return work ->
        plain.newThread(
            () -> {
              lower();
              work.run();
            });
  }

  /// Lets everybody else go before this thread from now on. Asks `nice(2)`, which on Linux means
  /// the thread that asks.
  @SuppressWarnings("restricted") // the one native call of the house; without it nothing is worse
  static void lower() {
    if (!System.getProperty("os.name", "").equals("Linux") || LOW.get() != null) {
      return;
    }
    LOW.set(true);
    try {
      var linker = Linker.nativeLinker();
      Optional<MemorySegment> nice = linker.defaultLookup().find("nice");
      if (nice.isPresent()) {
        var more = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        var _ = (int) linker.downcallHandle(nice.get(), more).invokeExact(NICER_BY);
      }
    } catch (Throwable unwilling) {
      LOG.debug("{} keeps its priority", Thread.currentThread().getName(), unwilling);
    }
  }
}
