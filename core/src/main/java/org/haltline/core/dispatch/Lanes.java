package org.haltline.core.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One lane for each target: the first order in it is being carried out, the others wait for it to
/// come to an end.
final class Lanes {
  private final Map<String, ArrayDeque<Task>> lanes = new HashMap<>();

  /// True when the task is first in its lane: it may go.
  boolean add(Task task) {
    ArrayDeque<Task> lane = lanes.computeIfAbsent(task.target, target -> new ArrayDeque<>(2));
    lane.add(task);
    return lane.size() == 1;
  }

  /// The task is at its end. Returns the one that may go now because of it.
  @Nullable Task leave(Task task) {
    ArrayDeque<Task> lane = lanes.get(task.target);
    if (lane == null) {
      return null;
    }
    boolean first = lane.peek() == task;
    lane.remove(task);
    if (lane.isEmpty()) {
      lanes.remove(task.target);
      return null;
    }
    return first ? lane.peek() : null;
  }
}
