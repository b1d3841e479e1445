/// What is shown of a case: the JSON of answers, one record each, as the contract says.
@NullMarked
package org.haltline.console.view;

import org.jspecify.annotations.NullMarked;
