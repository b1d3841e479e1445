package org.haltline.bank.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.haltline.bank.tx.TxTables.AccountType;
import org.haltline.bank.tx.TxTables.CashMark;
import org.haltline.bank.tx.TxTables.Ceased;
import org.haltline.bank.tx.TxTables.MeasureType;
import org.haltline.bank.tx.TxTables.RightsType;
import org.haltline.bank.tx.TxTables.Side;
import org.haltline.bank.tx.TxTables.SubjectType;
import org.haltline.bank.tx.TxTables.Success;
import org.haltline.bank.tx.xml.Content;
import org.haltline.bank.tx.xml.Named;
import org.haltline.bank.tx.xml.Repeated;
import org.jspecify.annotations.Nullable;

/// What several messages have in common. Types of id documents are raw codes: the tables of the
/// banks differ ([IdTypes]).
public final class TxParts {
  private TxParts() {}

  /// The end of every request: who asks, on whose behalf, and when.
  public record Applicant(
      Instant applicationTime,
      String applicationOrgId,
      String applicationOrgName,
      String operatorIdType,
      String operatorIdNumber,
      String operatorName,
      String operatorPhoneNumber,
      String investigatorIdType,
      String investigatorIdNumber,
      String investigatorName) {}

  /// The account that a hold is about.
  ///
  /// @param bankId 12 digits
  /// @param accountNumber the main number, or `main_sub` where a sub-account is meant
  public record HeldAccount(
      String bankId,
      String bankName,
      AccountType accountType,
      @Nullable String accountName,
      String accountNumber) {}

  /// The account that a query is about.
  public record AskedAccount(
      SubjectType subjectType,
      String bankId,
      String bankName,
      @Nullable String accountName,
      String cardNumber) {}

  /// Where the victim's money came from.
  public record TransferOut(
      @Nullable String transferOutBankId,
      @Nullable String transferOutBankName,
      @Nullable String transferOutAccountName,
      @Nullable String transferOutAccountNumber) {

    public static TransferOut unknown() {
      return new TransferOut(null, null, null, null);
    }
  }

  /// A file that goes with a message; its name says what it is ([Papers]).
  public record Attachment(@Named("Filename") String fileName, Content content) {}

  /// One movement on an account, as the bank's ledger has it.
  public record Transaction(
      @Nullable String transactionType,
      @Nullable Side borrowingSigns,
      @Nullable String currency,
      @Nullable BigDecimal transactionAmount,
      @Nullable BigDecimal accountBalance,
      @Nullable Instant transactionTime,
      @Nullable String transactionSerial,
      @Nullable String opponentName,
      @Nullable String opponentAccountNumber,
      @Nullable String opponentCredentialNumber,
      @Nullable String opponentDepositBankId,
      @Nullable String transactionRemark,
      @Nullable String transactionBranchName,
      @Nullable String transactionBranchCode,
      @Nullable String logNumber,
      @Nullable String summonsNumber,
      @Nullable String voucherType,
      @Nullable String voucherCode,
      @Nullable CashMark cashMark,
      @Nullable String terminalNumber,
      @Nullable Success transactionStatus,
      @Nullable String transactionAddress,
      @Named("merchantName") @Nullable String merchantName,
      @Named("merchantCode") @Nullable String merchantCode,
      @Named("IPAddress") @Nullable String ipAddress,
      @Named("MAC") @Nullable String mac,
      @Nullable String tellerCode,
      @Nullable String remark) {}

  /// One account behind a card, with its movements where they were asked for.
  public record Account(
      @Nullable String accountNumber,
      @Nullable String accountSerial,
      @Nullable String accountType,
      @Nullable String accountStatus,
      @Nullable String currency,
      @Nullable String cashRemit,
      @Nullable BigDecimal accountBalance,
      @Nullable BigDecimal availableBalance,
      @Nullable Instant lastTransactionTime,
      @Repeated(in = "Transactions", each = "Transaction") List<Transaction> transactions) {

    public Account {
      transactions = List.copyOf(transactions);
    }
  }

  /// A card or passbook (of a company: its basic account) and the accounts behind it.
  public record Card(
      @Nullable String accountName,
      @Nullable String cardNumber,
      @Nullable String depositBankBranch,
      @Nullable String depositBankBranchCode,
      @Nullable Instant accountOpenTime,
      @Nullable Instant accountCancellationTime,
      @Nullable String accountCancellationBranch,
      @Nullable String remark,
      @Repeated(each = "Account") List<Account> accounts) {

    public Card {
      accounts = List.copyOf(accounts);
    }
  }

  /// A hold that some authority has on an account.
  public record Measure(
      @Nullable String freezeSerial,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable Instant freezeStartTime,
      @Nullable Instant freezeEndTime,
      @Nullable String freezeDeptName,
      @Nullable String currency,
      @Nullable BigDecimal freezeBalance,
      @Nullable String remark,
      @Nullable MeasureType freezeType) {}

  /// A right that somebody else has in an account. The misspelt name is the wire's.
  public record Priority(
      @Nullable String priortySerial,
      @Nullable String accountNumber,
      @Nullable String cardNumber,
      @Nullable String credentialType,
      @Nullable String credentialNumber,
      @Nullable RightsType rightsType,
      @Nullable String obligeeName,
      @Nullable BigDecimal rightsBalance,
      @Nullable String obligeeAddress,
      @Nullable String obligeeContactInfo) {}

  /// A transfer that a bank reports with a case.
  public record ReportedTransfer(
      @Named("ID") @Nullable String id,
      @Nullable Instant time,
      @Nullable String type,
      @Nullable String currency,
      @Nullable BigDecimal transferAmount,
      @Nullable String transferOutBankId,
      @Nullable String transferOutBankName,
      @Nullable String transferOutAccountName,
      @Nullable String transferOutAccountNumber,
      @Nullable String transferInBankId,
      @Nullable String transferInBankName,
      @Nullable String transferInAccountName,
      @Nullable String transferInAccountNumber,
      @Named("IP") @Nullable String ip,
      @Named("MAC") @Nullable String mac,
      @Nullable String deviceId,
      @Nullable String place,
      @Nullable String remark,
      @Nullable Ceased isCeased) {}
}
