/// What the tests of all packages share.
@NullMarked
package org.haltline.core;

import org.jspecify.annotations.NullMarked;
