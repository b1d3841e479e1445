/// What clients, journal and institutions remember after crashes, and whether it is the same.
@NullMarked
package org.haltline.load.crash;

import org.jspecify.annotations.NullMarked;
