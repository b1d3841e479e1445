/// A message centre that is not one, over SMPP 3.4.
@NullMarked
package org.haltline.telecom.sandbox.smpp;

import org.jspecify.annotations.NullMarked;
