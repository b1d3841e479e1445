/// How soon a report is safe and its order at the bank, and how many of them there may be.
@NullMarked
package org.haltline.load.orders;

import org.jspecify.annotations.NullMarked;
