/// The Chinese national signature, for banks that want it. The only place that knows BouncyCastle,
/// which is loaded when such a key is configured and not before.
@NullMarked
package org.haltline.bank.signing;

import org.jspecify.annotations.NullMarked;
