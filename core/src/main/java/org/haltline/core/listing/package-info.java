/// Lists of accounts, numbers and links that somebody sends: read row by row, whatever program
/// wrote them.
@NullMarked
package org.haltline.core.listing;

import org.jspecify.annotations.NullMarked;
