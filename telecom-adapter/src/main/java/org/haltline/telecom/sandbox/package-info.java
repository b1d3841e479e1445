/// A carrier that is not one: numbers with states, hosts and links that are blocked, messages sent,
/// and every fault a real one has.
@NullMarked
package org.haltline.telecom.sandbox;

import org.jspecify.annotations.NullMarked;
