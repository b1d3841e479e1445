package org.haltline.planted.core.casework;

import io.vertx.core.Vertx;

/// A planted violation.
record CaseworkThatSeesVertx(Vertx vertx) {}
