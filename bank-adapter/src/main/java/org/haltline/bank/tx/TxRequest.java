package org.haltline.bank.tx;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.haltline.bank.tx.TxParts.Applicant;
import org.haltline.bank.tx.TxParts.AskedAccount;
import org.haltline.bank.tx.TxParts.Attachment;
import org.haltline.bank.tx.TxParts.HeldAccount;
import org.haltline.bank.tx.TxParts.ReportedTransfer;
import org.haltline.bank.tx.TxParts.TransferOut;
import org.haltline.bank.tx.TxTables.ApplicationType;
import org.haltline.bank.tx.TxTables.CaseReportType;
import org.haltline.bank.tx.TxTables.CustomerInquiryMode;
import org.haltline.bank.tx.TxTables.EmergencyLevel;
import org.haltline.bank.tx.TxTables.FreezeType;
import org.haltline.bank.tx.TxTables.InquiryMode;
import org.haltline.bank.tx.TxTables.SubjectType;
import org.haltline.bank.tx.xml.Inlined;
import org.haltline.bank.tx.xml.Named;
import org.haltline.bank.tx.xml.Repeated;
import org.jspecify.annotations.Nullable;

/// What one side asks of the other. All but the case report go from the police to a bank. Amounts
/// are in units of the currency (yuan), never below zero.
public sealed interface TxRequest extends TxMessage {

  List<Attachment> attachments();

  /// Message 100101.
  ///
  /// @param originalApplicationId of the bank's own case report, where there is one; not of an
  ///   earlier stop
  record Stop(
      String applicationId,
      ApplicationType applicationType,
      @Nullable String originalApplicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      @Inlined TransferOut transferOut,
      String currency,
      BigDecimal transferAmount,
      @Nullable Instant transferTime,
      @Inlined HeldAccount account,
      String reason,
      @Nullable String remark,
      Instant startTime,
      Instant expireTime,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Stop {
      notNegative(transferAmount);
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100103.
  record Release(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      String originalApplicationId,
      EmergencyLevel emergencyLevel,
      @Inlined HeldAccount account,
      String withdrawalRemark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Release {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100105, a further term on the same account.
  record Prolong(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      String originalApplicationId,
      EmergencyLevel emergencyLevel,
      @Inlined HeldAccount account,
      Instant postponeStartTime,
      Instant expireTime,
      String extendRemark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Prolong {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100201.
  ///
  /// @param idType of the holder, a raw code
  /// @param balance the sum to freeze; null when the whole account is meant
  record Freeze(
      String applicationId,
      @Nullable ApplicationType applicationType,
      String caseNumber,
      @Nullable String caseType,
      String reason,
      @Nullable String remark,
      EmergencyLevel emergencyLevel,
      @Inlined HeldAccount account,
      @Nullable String idType,
      @Nullable String idNumber,
      FreezeType freezeType,
      @Nullable BigDecimal balance,
      @Nullable String currency,
      Instant freezeStartTime,
      Instant expireTime,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Freeze {
      notNegative(balance);
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100203.
  record Unfreeze(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      String originalApplicationId,
      EmergencyLevel emergencyLevel,
      @Inlined HeldAccount account,
      @Nullable String idType,
      @Nullable String idNumber,
      String withdrawalRemark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Unfreeze {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100205.
  record Renew(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      String originalApplicationId,
      EmergencyLevel emergencyLevel,
      @Inlined HeldAccount account,
      @Nullable String idType,
      @Nullable String idNumber,
      FreezeType freezeType,
      @Nullable BigDecimal balance,
      @Nullable String currency,
      Instant postponeStartTime,
      Instant expireTime,
      String extendRemark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Renew {
      notNegative(balance);
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100301.
  record Transactions(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      @Inlined AskedAccount account,
      InquiryMode inquiryMode,
      @Nullable Instant inquiryPeriodStart,
      @Nullable Instant inquiryPeriodEnd,
      String reason,
      @Nullable String remark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Transactions {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100303.
  record Holder(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      @Inlined AskedAccount account,
      String reason,
      @Nullable String remark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Holder {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100305: say at once when money moves.
  ///
  /// @param interceptionOrderId `1`, carry out
  record Watch(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      @Inlined AskedAccount account,
      @Named("InterceptionOrderId") String interceptionOrderId,
      Instant interceptionStartTime,
      Instant interceptionEndTime,
      String reason,
      @Nullable String remark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public Watch {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100307.
  record EndWatch(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      SubjectType subjectType,
      String bankId,
      String originalApplicationId,
      String bankName,
      @Nullable String accountName,
      String cardNumber,
      Instant interceptionEndTime,
      String reason,
      @Nullable String remark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public EndWatch {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100309.
  record AllAccounts(
      String applicationId,
      String caseNumber,
      @Nullable String caseType,
      EmergencyLevel emergencyLevel,
      SubjectType subjectType,
      String bankId,
      String bankName,
      String accountCredentialType,
      String accountCredentialNumber,
      @Nullable String accountSubjectName,
      CustomerInquiryMode inquiryMode,
      String reason,
      @Nullable String remark,
      @Inlined Applicant applicant,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public AllAccounts {
      attachments = List.copyOf(attachments);
    }
  }

  /// Message 100401, the only one that a bank begins.
  record CaseReport(
      String applicationId,
      CaseReportType applicationType,
      @Nullable Instant reportEndTime,
      @Nullable String victimName,
      @Nullable String victimPhoneNumber,
      @Nullable String victimIdType,
      @Nullable String victimIdNumber,
      @Nullable String accidentDescription,
      @Nullable String reportOrgName,
      @Nullable String operatorName,
      @Nullable String operatorPhoneNumber,
      @Repeated(in = "TransactionList", each = "Transaction") List<ReportedTransfer> transactions,
      @Repeated(in = "Attachments", each = "Attachment") List<Attachment> attachments)
      implements TxRequest {

    public CaseReport {
      transactions = List.copyOf(transactions);
      attachments = List.copyOf(attachments);
    }
  }

  private static void notNegative(@Nullable BigDecimal amount) {
    if (amount != null && amount.signum() < 0) {
      throw new IllegalArgumentException("expected a sum that is not below zero, not " + amount);
    }
  }
}
