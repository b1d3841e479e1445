package org.haltline.load.house;

import java.net.URI;

/// A server that takes reports over HTTP: Haltline, or what it is compared with.
public interface Contender extends AutoCloseable {

  String name();

  URI base();

  /// What a caller brings as bearer.
  String token();

  /// Whether nothing that it accepted is unfinished any more.
  boolean isQuiet();

  Jvm jvm();

  @Override
  void close();
}
