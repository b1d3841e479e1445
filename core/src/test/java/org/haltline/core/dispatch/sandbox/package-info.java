@NullMarked
package org.haltline.core.dispatch.sandbox;

import org.jspecify.annotations.NullMarked;
