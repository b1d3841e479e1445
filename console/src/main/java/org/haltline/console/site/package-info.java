/// The web application as it is served.
@NullMarked
package org.haltline.console.site;

import org.jspecify.annotations.NullMarked;
