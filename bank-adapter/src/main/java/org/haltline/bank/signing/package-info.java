/// Signatures by BouncyCastle, the only place that knows it: Ed25519 in less time than the JDK
/// takes, and the Chinese national signature for banks that want it. Its provider is loaded when
/// such a key is configured, and not before.
@NullMarked
package org.haltline.bank.signing;

import org.jspecify.annotations.NullMarked;
