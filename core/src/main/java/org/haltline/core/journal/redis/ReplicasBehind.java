package org.haltline.core.journal.redis;

/// A write that its server has, but that too few replicas confirmed in time, or whose connection
/// broke before they did. Whether it survives the loss of that server is unknown: reload first,
/// never assume.
public final class ReplicasBehind extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplicasBehind(String message) {
    super(message);
  }
}
