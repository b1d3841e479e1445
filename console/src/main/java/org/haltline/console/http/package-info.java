/// Requests on their way in and answers on their way out.
@NullMarked
package org.haltline.console.http;

import org.jspecify.annotations.NullMarked;
