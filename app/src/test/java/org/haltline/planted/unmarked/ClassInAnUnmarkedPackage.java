package org.haltline.planted.unmarked;

/// A planted violation: its package has no `package-info.java`.
final class ClassInAnUnmarkedPackage {
  private ClassInAnUnmarkedPackage() {}
}
