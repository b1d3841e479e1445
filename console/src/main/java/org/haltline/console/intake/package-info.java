/// From what was sent to what is commanded: subjects understood and routed, sums and times read
/// exactly, every fault named at once.
@NullMarked
package org.haltline.console.intake;

import org.jspecify.annotations.NullMarked;
