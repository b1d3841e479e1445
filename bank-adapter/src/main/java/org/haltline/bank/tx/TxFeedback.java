package org.haltline.bank.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.haltline.bank.tx.TxParts.Card;
import org.haltline.bank.tx.TxParts.Measure;
import org.haltline.bank.tx.TxParts.Priority;
import org.haltline.bank.tx.TxParts.Transaction;
import org.haltline.bank.tx.TxTables.AccountType;
import org.haltline.bank.tx.TxTables.CaseReportType;
import org.haltline.bank.tx.xml.Named;
import org.haltline.bank.tx.xml.Repeated;
import org.jspecify.annotations.Nullable;

/// What one side answers. Only the number and the result are always there. At least one bank writes
/// `0.00` where it has no amount to tell.
public sealed interface TxFeedback extends TxMessage {

  /// One of [TxResult]'s codes, or one of the bank's own.
  String result();

  /// What kept it from being done, in technical words.
  default @Nullable String failureCause() {
    return null;
  }

  /// What the bank has to say besides.
  @Nullable String feedbackRemark();

  /// Message 100102. It does not say how much is held.
  ///
  /// @param accountBalance what was there before the stop
  record Stop(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant startTime,
      @Nullable Instant expireTime,
      @Nullable String failureCause,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100104.
  record Release(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable Instant withdrawalTime,
      @Nullable String failureCause,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100106.
  record Prolong(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant startTime,
      @Nullable Instant expireTime,
      @Nullable String failureCause,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100202. Two of its names are misspelt on the wire.
  ///
  /// @param appliedBalance the sum that was asked for; null (`-`) for a whole account
  /// @param frozenBalance the sum that is frozen now
  /// @param formerApplicationDepartment who has frozen it before and comes first
  record Freeze(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable BigDecimal appliedBalance,
      @Named("FrozedBalance") @Nullable BigDecimal frozenBalance,
      @Nullable String currency,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant startTime,
      @Nullable Instant expireTime,
      @Nullable String failureCause,
      @Nullable String formerApplicationDepartment,
      @Nullable String formerFrozenCurrency,
      @Nullable BigDecimal formerFrozenBalance,
      @Nullable Instant formerFrozenExpireTime,
      @Named("AccountAvaiableBalance") @Nullable BigDecimal accountAvailableBalance,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100204.
  record Unfreeze(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable BigDecimal appliedBalance,
      @Nullable BigDecimal unfreezeBalance,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant withdrawalTime,
      @Nullable String failureCause,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100206. One source lets its result be `1` (done) or `0` (not done).
  record Renew(
      String applicationId,
      String result,
      @Nullable AccountType accountType,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable BigDecimal appliedBalance,
      @Named("FrozedBalance") @Nullable BigDecimal frozenBalance,
      @Nullable String currency,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant startTime,
      @Nullable Instant expireTime,
      @Nullable String failureCause,
      @Nullable String feedbackRemark,
      @Nullable String feedbackOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber)
      implements TxFeedback {}

  /// Message 100302: the card, the accounts behind it and what moved on them.
  record Transactions(
      String applicationId,
      String result,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String feedbackOrgName,
      @Nullable String feedbackRemark,
      @Named("Accounts") @Nullable Card card)
      implements TxFeedback {}

  /// Message 100304: who holds an account. Types of documents are raw codes.
  ///
  /// @param credentialExpiryDate yyyyMMdd, or words such as "for ever"
  record Holder(
      String applicationId,
      String result,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String feedbackOrgName,
      @Nullable String feedbackRemark,
      @Nullable String accountCredentialType,
      @Nullable String accountCredentialNumber,
      @Nullable String accountSubjectName,
      @Nullable String telNumber,
      @Nullable String cardOperatorName,
      @Nullable String cardOperatorCredentialType,
      @Nullable String cardOperatorCredentialNumber,
      @Nullable String residentAddress,
      @Nullable String residentTelNumber,
      @Nullable String workCompanyName,
      @Nullable String workAddress,
      @Nullable String workTelNumber,
      @Nullable String emailAddress,
      @Nullable String artificialPersonRep,
      @Nullable String artificialPersonRepCredentialType,
      @Nullable String artificialPersonRepCredentialNumber,
      @Nullable String businessLicenseNumber,
      @Nullable String stateTaxSerial,
      @Nullable String localTaxSerial,
      @Nullable String credentialExpiryDate,
      @Nullable String remark)
      implements TxFeedback {}

  /// Message 100306, again and again while the watch stands.
  record Watch(
      String applicationId,
      String result,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String feedbackOrgName,
      @Nullable String feedbackRemark,
      @Nullable String accountName,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Repeated(in = "Transactions", each = "Transaction") List<Transaction> transactions)
      implements TxFeedback {

    public Watch {
      transactions = List.copyOf(transactions);
    }
  }

  /// Message 100308.
  record EndWatch(
      String applicationId,
      String result,
      @Nullable String caseNumber,
      @Nullable String applicationOrgId,
      @Nullable String applicationOrgName,
      @Nullable Instant applicationTime,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String bankId,
      @Nullable String bankName,
      @Nullable String accountName,
      @Nullable String cardNumber,
      @Nullable String withdrawalRemark,
      @Nullable String feedbackRemark)
      implements TxFeedback {}

  /// Message 100310: every card of a customer, with holds by authorities and others' rights.
  record AllAccounts(
      String applicationId,
      String result,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String feedbackOrgName,
      @Nullable String feedbackRemark,
      @Repeated(in = "AccountsList", each = "Accounts") List<Card> cards,
      @Repeated(in = "Measures", each = "Measure") List<Measure> measures,
      @Repeated(in = "Priorities", each = "Priority") List<Priority> priorities)
      implements TxFeedback {

    public AllAccounts {
      cards = List.copyOf(cards);
      measures = List.copyOf(measures);
      priorities = List.copyOf(priorities);
    }
  }

  /// Message 100402, from the police to the bank that reported.
  record CaseReport(
      String applicationId,
      @Nullable CaseReportType applicationType,
      @Nullable Instant reportEndTime,
      String result,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Nullable String feedbackOrgName,
      @Nullable String feedbackRemark)
      implements TxFeedback {}
}
