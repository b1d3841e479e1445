/// What the interface says to people, in Chinese and in English.
@NullMarked
package org.haltline.console.words;

import org.jspecify.annotations.NullMarked;
