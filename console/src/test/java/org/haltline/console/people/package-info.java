/// What tests of people share.
@NullMarked
package org.haltline.console.people;

import org.jspecify.annotations.NullMarked;
