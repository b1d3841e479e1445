/// The contract file as the one source of routes, parameters and body shapes.
@NullMarked
package org.haltline.console.contract;

import org.jspecify.annotations.NullMarked;
