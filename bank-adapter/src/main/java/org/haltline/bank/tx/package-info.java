/// The national police-bank messages ("TX"): what is said, typed, and how it looks as XML.
///
/// A reconstruction. No official schema is public; names, order and codes are those of bank-side
/// code of about 2016 to 2018 that is public (see `docs/protocols/tx.md`, which also says what is
/// remembered only). No real bank has been spoken to with it.
@NullMarked
package org.haltline.bank.tx;

import org.jspecify.annotations.NullMarked;
