package org.haltline.app;

/// A port of the configuration that cannot be had.
public final class PortFault extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final String rest;

  /// @param key of the configuration
  /// @param more what is to be known of the key; empty for nothing
  /// @param rest which port, what for, why not, and what to do
  private PortFault(String key, String more, String rest, Throwable failure) {
    super(key + more + ": " + rest, failure);
    this.key = key;
    this.rest = rest;
  }

  static PortFault of(
      String key, String more, int port, String host, String forWhat, Throwable failure) {
    return new PortFault(
        key,
        more,
        "port %d of %s, %s, cannot be had (%s): end whoever holds it, or choose another port"
            .formatted(port, host, forWhat, failure.getMessage()),
        failure);
  }

  public String key() {
    return key;
  }

  /// The same for one who never wrote the key and said it by an option.
  public IllegalArgumentException saidBy(String option, String more) {
    return new IllegalArgumentException(option + ": " + rest + more, getCause());
  }
}
