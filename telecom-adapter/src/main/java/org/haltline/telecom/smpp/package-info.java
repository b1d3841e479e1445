/// Warnings to people who are about to be defrauded, as text messages over SMPP 3.4.
@NullMarked
package org.haltline.telecom.smpp;

import org.jspecify.annotations.NullMarked;
