package org.haltline.core.search;

/// How dangerous a suspect is, in the four colours of the desk.
public enum Colour {
  RED,
  ORANGE,
  BLUE,
  GREEN
}
