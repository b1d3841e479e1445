package org.haltline.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.haltline.console.access.Tokens;
import org.haltline.console.feed.LineNotices;
import org.haltline.core.board.Board;
import org.haltline.core.casework.CaseNumbers;
import org.haltline.core.casework.Casework;
import org.haltline.core.casework.ProtectedByHand;
import org.haltline.core.directory.Directory;
import org.haltline.core.journal.Diary;
import org.haltline.core.journal.Journal;
import org.haltline.core.journal.Register;
import org.haltline.core.journal.Shelf;
import org.haltline.core.journal.files.FileStore;
import org.haltline.core.journal.verify.VerificationReport;
import org.haltline.core.order.OrderPapers;
import org.haltline.core.order.Rulebook;
import org.haltline.core.order.ShareCurve;
import org.haltline.core.search.Casebook;
import org.haltline.core.search.KnownLists;
import org.haltline.core.search.Suspects;

/// What the console works with; all of it is the caller's and stays open when the console stops.
///
/// @param journal for reading: histories, queues, the feed
/// @param files where documents go before a fact names them
/// @param documents draws up the documents of orders
/// @param lines what is the matter on the way to institutions
/// @param suspects who is known
/// @param casebook cases by anything that was said in them
/// @param lists what people brought in
/// @param board what is open, and how fast it goes
/// @param shareByAge how much of the money is still there by its age, where nobody measured it
/// @param drafts forms that are not sent yet, by the ids of their writers
/// @param searches what people want to search for again, by their ids
/// @param handovers what a desk tells its next shift, by institution
/// @param tokens who may speak
/// @param register where people and their sessions are kept
/// @param diary where the audit trail is kept
/// @param guarded what people protected at a screen
/// @param ledger verifies the journal; blocks, for minutes on a large one
/// @param registry what `/metrics` shows
public record ConsolePorts(
    Casework casework,
    CaseNumbers numbers,
    Journal journal,
    FileStore files,
    OrderPapers documents,
    Directory directory,
    Rulebook rulebook,
    LineNotices lines,
    Suspects suspects,
    Casebook casebook,
    KnownLists lists,
    Board board,
    ShareCurve shareByAge,
    Shelf drafts,
    Shelf searches,
    Shelf handovers,
    Tokens tokens,
    Register register,
    Diary diary,
    ProtectedByHand guarded,
    Supplier<VerificationReport> ledger,
    PrometheusMeterRegistry registry,
    InstantSource clock) {}
