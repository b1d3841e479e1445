/// Records to XML and back: the record is the schema. Knows nothing of banks.
@NullMarked
package org.haltline.bank.tx.xml;

import org.jspecify.annotations.NullMarked;
