/// The live feed: every fact as it is journalled, to everyone who follows, each once and in order.
@NullMarked
package org.haltline.console.feed;

import org.jspecify.annotations.NullMarked;
