/// The channel: signed messages posted to a bank over mutual TLS, and its answers at a door of
/// ours.
@NullMarked
package org.haltline.bank.iso.channel;

import org.jspecify.annotations.NullMarked;
