/// The archive as someone who installs it meets it.
@NullMarked
package org.haltline.load.archive;

import org.jspecify.annotations.NullMarked;
