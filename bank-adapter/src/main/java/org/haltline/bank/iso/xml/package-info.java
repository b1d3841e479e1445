/// The records as XML and back: parsed with nothing let in, validated, signed.
@NullMarked
package org.haltline.bank.iso.xml;

import org.jspecify.annotations.NullMarked;
