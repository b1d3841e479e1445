/// A sandbox bank that speaks ISO 20022 as a real one would, over mutual TLS.
@NullMarked
package org.haltline.bank.sandbox.iso;

import org.jspecify.annotations.NullMarked;
