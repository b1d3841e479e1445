package org.haltline.bank.tx.channel;

import java.nio.file.Path;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.SentBook;
import org.haltline.bank.tx.orders.TxPapers;
import org.haltline.bank.tx.orders.TxSender;
import org.haltline.core.signing.Signer;
import org.jspecify.annotations.Nullable;

/// What all mailboxes of one house share.
///
/// @param sender in whose name every request goes out
/// @param books the folder of the [SentBook]s
/// @param signer of every request; null where none is signed
/// @param papers that go to banks that demand them
public record TxPost(
    BankListener listener, TxSender sender, Path books, @Nullable Signer signer, TxPapers papers) {

  /// Unsigned, and without papers.
  public TxPost(BankListener listener, TxSender sender, Path books) {
    this(listener, sender, books, null, TxPapers.none());
  }
}
