package org.haltline.core.casefile;

import java.time.Instant;
import java.util.List;
import org.haltline.core.finding.FindingSource;
import org.haltline.core.finding.Findings;
import org.haltline.core.order.CaseId;
import org.haltline.core.order.Money;
import org.haltline.core.order.OrderId;
import org.haltline.core.order.OrderKind;
import org.haltline.core.order.OrderSignature;
import org.haltline.core.order.Receipt;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// Something that somebody, or time, wants to happen to one case. Who and when stand in the `Asked`
/// beside it.
public sealed interface CaseCommand {
  CaseId caseId();

  /// Open the case with what the caller told, and order what the rulebook orders at once.
  record FileReport(CaseId caseId, Report report) implements CaseCommand {}

  record AddPayments(CaseId caseId, List<Payment> payments) implements CaseCommand {
    public AddPayments {
      payments = List.copyOf(payments);
    }
  }

  record AddLures(CaseId caseId, List<Routed<Subject>> lures) implements CaseCommand {
    public AddLures {
      lures = List.copyOf(lures);
    }
  }

  /// Order one thing by hand; where the rulebook wants a second person it waits for one.
  ///
  /// @param institution null for a kind with an original: it goes where that one went
  /// @param major whether the longer term and the higher approval are asked for
  record IssueOrder(
      CaseId caseId,
      OrderKind kind,
      @Nullable Subject target,
      @Nullable String holder,
      @Nullable String institution,
      @Nullable Money amount,
      String reason,
      @Nullable OrderId original,
      boolean major)
      implements CaseCommand {}

  record ApproveOrder(CaseId caseId, OrderId orderId) implements CaseCommand {}

  record DeclineOrder(CaseId caseId, OrderId orderId, String reason) implements CaseCommand {}

  /// End what an order left standing, or call back one that is still on its way.
  record ReleaseOrder(CaseId caseId, OrderId orderId, String reason) implements CaseCommand {}

  /// Whom an order holds has nothing to do with the fraud: it is let go at once, and the house
  /// watches that this happens within the time that the rulebook allows.
  record FindUnrelated(CaseId caseId, OrderId orderId, String reason) implements CaseCommand {}

  /// Take an order on the institution's desk in hand.
  ///
  /// @param takingOverFrom id of the colleague who has it in hand and from whom it is taken over
  ///   knowingly; null when nobody is thought to
  record ClaimOrder(CaseId caseId, OrderId orderId, @Nullable String takingOverFrom)
      implements CaseCommand {}

  /// Put an order that one has in hand back on the desk.
  ///
  /// @param why a word for whoever takes it next
  record HandBackOrder(CaseId caseId, OrderId orderId, @Nullable String why)
      implements CaseCommand {}

  /// What an adapter, or a person at the institution, reports about an order.
  ///
  /// @param signature with which the order went out; null where nobody says
  record RecordReceipt(
      CaseId caseId, OrderId orderId, Receipt receipt, @Nullable OrderSignature signature)
      implements CaseCommand {
    public RecordReceipt(CaseId caseId, OrderId orderId, Receipt receipt) {
      this(caseId, orderId, receipt, null);
    }
  }

  /// What the institution of an order tells about accounts: holders, balances, transfers.
  record RecordFindings(CaseId caseId, OrderId orderId, FindingSource source, Findings findings)
      implements CaseCommand {
    /// In one message or statement.
    public static final int TRANSFERS_MAX = 20_000;
  }

  /// A document of an order is there; its bytes lie under their SHA-256 already.
  ///
  /// @param name one of the rulebook's, or [#REPLY]
  record AttachPaper(CaseId caseId, OrderId orderId, String name, String sha256)
      implements CaseCommand {
    /// What the institution answers on paper, to an order of any kind that went out.
    public static final String REPLY = "reply";
  }

  /// Opened as a criminal case under the police's own number.
  record FileCase(CaseId caseId, String policeCaseNumber) implements CaseCommand {}

  record SolveCase(CaseId caseId, String how) implements CaseCommand {}

  record CloseCase(CaseId caseId, String why) implements CaseCommand {}

  /// Say a word about the case to whoever works on it.
  ///
  /// @param mentions ids of those whom it calls
  record AddNote(CaseId caseId, String text, List<String> mentions) implements CaseCommand {
    /// Of one case.
    public static final int NOTES_MAX = 1_000;

    public AddNote {
      mentions = List.copyOf(mentions);
    }
  }

  /// Say that another case belongs to this one. Told to both, so that each shows it.
  record LinkCase(CaseId caseId, CaseId to, String because) implements CaseCommand {
    /// Of one case.
    public static final int LINKS_MAX = 1_000;
  }

  /// A deadline of an order has passed.
  record DeadlinePassed(CaseId caseId, OrderId orderId, Deadline deadline, Instant dueAt)
      implements CaseCommand {}
}
