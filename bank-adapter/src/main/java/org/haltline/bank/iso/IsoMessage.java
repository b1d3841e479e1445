package org.haltline.bank.iso;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// What the messages say, as far as it is used here. Texts keep ISO's bounds; see [Texts].
public sealed interface IsoMessage {
  IsoKind kind();

  /// Take these payments back, for a fraud made them (camt.056, reason FRAD).
  ///
  /// @param assignmentId of this request, and of the case that it opens between the two
  record Recall(
      String assignmentId,
      IsoParty assigner,
      IsoParty assignee,
      Instant createdAt,
      List<Recalled> payments)
      implements IsoMessage {
    public Recall {
      payments = List.copyOf(payments);
    }

    @Override
    public IsoKind kind() {
      return IsoKind.RECALL;
    }
  }

  /// The payer's side's marks of a payment. What nobody knows is `NOTPROVIDED` in `endToEndId`.
  record Marks(String endToEndId, @Nullable String transactionId, @Nullable String uetr) {
    /// How ISO 20022 says that there is an end-to-end id and that it is not known.
    public static final String NOT_PROVIDED = "NOTPROVIDED";

    public static Marks unknown() {
      return new Marks(NOT_PROVIDED, null, null);
    }
  }

  /// One payment to take back.
  ///
  /// @param amount of the payment
  /// @param settledOn in the centre's own zone; null when it has not left yet
  /// @param why in words, at most 105 characters each
  record Recalled(
      String cancellationId,
      Marks marks,
      Money amount,
      @Nullable LocalDate settledOn,
      List<String> why,
      @Nullable String debtor,
      @Nullable IsoAccount debtorAccount,
      @Nullable String creditor,
      @Nullable IsoAccount creditorAccount) {
    /// A payment that a fraud made (external code set, cancellation reasons).
    public static final String REASON = "FRAD";

    public Recalled {
      why = List.copyOf(why);
    }
  }

  /// What became of a recall (camt.029).
  ///
  /// @param caseId of the case that the recall opened
  /// @param confirmation CNCL, PECR, PDCR, RJCR …
  record Resolution(
      String assignmentId,
      IsoParty assigner,
      IsoParty assignee,
      Instant createdAt,
      String caseId,
      String confirmation,
      List<Resolved> payments)
      implements IsoMessage {
    public Resolution {
      payments = List.copyOf(payments);
    }

    @Override
    public IsoKind kind() {
      return IsoKind.RESOLUTION;
    }
  }

  /// What became of one payment of it.
  ///
  /// @param cancellationId of the payment in the recall; null where the bank does not say
  /// @param status ACCR, PDCR or RJCR; null where the bank does not say
  /// @param reasons LEGL, CUST, ARDT …
  /// @param returned what goes back; null where the bank does not say
  record Resolved(
      @Nullable String cancellationId,
      @Nullable String status,
      List<String> reasons,
      List<String> remarks,
      @Nullable Money returned) {
    public Resolved {
      reasons = List.copyOf(reasons);
      remarks = List.copyOf(remarks);
    }
  }

  /// Money that goes back (pacs.004).
  record Return(String messageId, Instant createdAt, List<Returned> payments)
      implements IsoMessage {
    public Return {
      payments = List.copyOf(payments);
    }

    @Override
    public IsoKind kind() {
      return IsoKind.RETURN;
    }
  }

  /// One payment that goes back.
  ///
  /// @param reasons FOCR (following a cancellation request), FR01 (fraud) …
  record Returned(
      String returnId, Marks marks, Money amount, List<String> reasons, List<String> remarks) {
    public Returned {
      reasons = List.copyOf(reasons);
      remarks = List.copyOf(remarks);
    }
  }

  /// What an authority can ask of an account.
  enum Matter {
    HOLDER("AccountHolder"),
    TRANSACTIONS("AccountTransactions");

    private final String title;

    Matter(String title) {
      this.title = title;
    }

    /// As the messages name it.
    public String title() {
      return title;
    }
  }

  /// An authority's question about an account (auth.001).
  ///
  /// @param basis the law that it stands on, at most 35 characters
  record Query(
      String investigationId,
      String basis,
      Instant from,
      Instant until,
      IsoAccount account,
      @Nullable String holder,
      Matter matter)
      implements IsoMessage {
    @Override
    public IsoKind kind() {
      return IsoKind.QUERY;
    }
  }

  /// A bank's answer (auth.002).
  ///
  /// @param investigationId of the question
  /// @param report null where nothing was found, or the answer is not complete
  record QueryAnswer(
      String responseId,
      String investigationId,
      Status status,
      IsoAccount account,
      Matter matter,
      Found found,
      @Nullable AccountReport report)
      implements IsoMessage {
    /// How far the bank is.
    public enum Status {
      /// It does not answer.
      NRES,
      /// More follows.
      PART,
      COMP
    }

    /// What it found.
    public enum Found {
      FOUN,
      NFOU,
      /// The question does not apply.
      NOAP
    }

    @Override
    public IsoKind kind() {
      return IsoKind.QUERY_ANSWER;
    }
  }

  /// An account as its bank reports it (camt.052, within an answer).
  record AccountReport(
      String reportId,
      Instant createdAt,
      IsoAccount account,
      @Nullable String currency,
      @Nullable String owner,
      List<Balance> balances,
      List<Entry> entries) {
    public static final String DEFINITION = "camt.052.001.13";

    public AccountReport {
      balances = List.copyOf(balances);
      entries = List.copyOf(entries);
    }
  }

  /// One balance.
  ///
  /// @param type ITBD (booked), ITAV (available) …
  /// @param credit false below zero
  record Balance(String type, Money amount, boolean credit, Instant at) {}

  /// One booking, or one payment of a booking that sums up several.
  ///
  /// @param credit whether money came in
  /// @param booked false for what is only expected, or told for information
  /// @param bookedAt null where the bank does not say
  /// @param counterpartyBank its BIC, number or name
  record Entry(
      Money amount,
      boolean credit,
      boolean booked,
      @Nullable Instant bookedAt,
      @Nullable String reference,
      @Nullable String counterparty,
      @Nullable IsoAccount counterpartyAccount,
      @Nullable String counterpartyBank) {}
}
