package org.haltline.console.access;

/// How far a permission goes.
public enum Reach {
  NONE,
  /// What the own institution was asked, and what is needed to do it.
  OWN,
  ALL
}
