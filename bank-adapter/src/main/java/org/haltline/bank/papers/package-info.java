/// The documents of an order as PDF in Chinese: drawn up from the order, embedded font, the same
/// bytes for the same order. Their layout is a reconstruction: no official form is public.
@NullMarked
package org.haltline.bank.papers;

import org.jspecify.annotations.NullMarked;
