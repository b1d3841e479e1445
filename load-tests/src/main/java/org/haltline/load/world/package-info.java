/// The world outside the house: people who call, and the banks and carriers that answer.
@NullMarked
package org.haltline.load.world;

import org.jspecify.annotations.NullMarked;
