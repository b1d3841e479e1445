/// Finding suspects as fast as they are typed: an index on Lucene that grows out of the journal and
/// can be thrown away.
@NullMarked
package org.haltline.core.search;

import org.jspecify.annotations.NullMarked;
