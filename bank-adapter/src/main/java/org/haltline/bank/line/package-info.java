/// What a line to a bank needs whatever is spoken on it: certificates on both sides, an ear of our
/// own, and a book of what was sent.
@NullMarked
package org.haltline.bank.line;

import org.jspecify.annotations.NullMarked;
