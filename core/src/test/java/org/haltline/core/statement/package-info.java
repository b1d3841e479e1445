@NullMarked
package org.haltline.core.statement;

import org.jspecify.annotations.NullMarked;
