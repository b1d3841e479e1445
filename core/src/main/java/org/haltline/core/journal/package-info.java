/// The journal: the only truth of a centre. Facts are appended in one atomic step together with the
/// orders that leave, the answers that came, the claims and the deadlines; they are never changed.
/// The rest of the house sees [org.haltline.core.journal.Journal] and its records; that Redis is
/// behind it is this package's own affair.
@NullMarked
package org.haltline.core.journal;

import org.jspecify.annotations.NullMarked;
