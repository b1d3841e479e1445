/// A day's calls on an embedded default: everything in one process, told as it happens.
@NullMarked
package org.haltline.app.demo;

import org.jspecify.annotations.NullMarked;
