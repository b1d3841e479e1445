/// The folder of keys: what the data folder must not hold.
@NullMarked
package org.haltline.core.journal.keys;

import org.jspecify.annotations.NullMarked;
