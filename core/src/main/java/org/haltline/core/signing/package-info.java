/// Signatures on what leaves the house: who signs, with which key, and how it is checked.
@NullMarked
package org.haltline.core.signing;

import org.jspecify.annotations.NullMarked;
