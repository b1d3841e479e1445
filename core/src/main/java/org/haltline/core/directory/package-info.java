/// Who answers for what: the institutions that are connected, and the way from an account, a
/// number, a link to one of them.
///
/// The tables (first digits of cards, beginnings of numbers) are dated and never complete; where
/// they say nothing, or two things, the answer is to ask. They speak of banks and carriers by name,
/// so an institution is found in them by its aliases. Numbers never leave the process.
@NullMarked
package org.haltline.core.directory;

import org.jspecify.annotations.NullMarked;
