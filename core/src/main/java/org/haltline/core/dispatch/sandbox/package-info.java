/// The skeleton of the sandbox institutions: real HTTP servers on loopback that make each effect
/// once per order number and can be told to misbehave. What an order does to an account or a number
/// stands with the bank and the carrier themselves.
@NullMarked
package org.haltline.core.dispatch.sandbox;

import org.jspecify.annotations.NullMarked;
