/// ISO 20022 messages between an authority and a bank: as records, and as signed XML.
@NullMarked
package org.haltline.bank.iso;

import org.jspecify.annotations.NullMarked;
