package org.haltline.bank.iso.channel;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.haltline.bank.iso.IsoParty;
import org.haltline.bank.iso.xml.IsoSchemas;
import org.haltline.bank.line.BankListener;
import org.haltline.bank.line.SentBook;
import org.haltline.core.dispatch.MutualTls;
import org.jspecify.annotations.Nullable;

/// What all banks of one house that speak these messages share.
///
/// @param listener where their answers come in
/// @param sender in whose name every message goes out
/// @param key signs them
/// @param certificate of `key`
/// @param tls shown to every bank; null where all of them are on the loopback
/// @param books the folder of the [SentBook]s
public record IsoPost(
    BankListener listener,
    IsoParty.Organisation sender,
    PrivateKey key,
    X509Certificate certificate,
    @Nullable MutualTls tls,
    IsoSchemas schemas,
    Path books) {}
