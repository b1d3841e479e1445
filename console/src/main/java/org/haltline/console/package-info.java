/// The HTTP interface of the desk.
@NullMarked
package org.haltline.console;

import org.jspecify.annotations.NullMarked;
