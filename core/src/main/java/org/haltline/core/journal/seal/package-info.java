/// Seals: at intervals everything written since the last one is hashed, chained to it, signed with
/// a key that lies outside the data folder, and copied to a witness outside Redis. Up to the last
/// witnessed seal nothing can be altered, removed or reordered unseen.
@NullMarked
package org.haltline.core.journal.seal;

import org.jspecify.annotations.NullMarked;
