/// Finding suspects as fast as they are typed, and cases by anything that was said in them: indexes
/// on Lucene that grow out of the journal and can be thrown away.
@NullMarked
package org.haltline.core.search;

import org.jspecify.annotations.NullMarked;
