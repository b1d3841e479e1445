package org.haltline.core.finding;

import org.jspecify.annotations.Nullable;

/// Whose account it is, as its bank has it on record.
///
/// @param account null when it is the account that was asked about
/// @param idType the bank's name for the kind of document
public record AccountHolder(
    @Nullable String account,
    @Nullable String name,
    @Nullable String idType,
    @Nullable String idNumber,
    @Nullable String phone,
    @Nullable String address) {}
