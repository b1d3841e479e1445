package org.haltline.bank.tx.channel;

import java.nio.file.Path;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.SentBook;
import org.haltline.bank.tx.orders.TxSender;

/// What all mailboxes of one house share.
///
/// @param sender in whose name every request goes out
/// @param books the folder of the [SentBook]s
public record TxPost(BankListener listener, TxSender sender, Path books) {}
