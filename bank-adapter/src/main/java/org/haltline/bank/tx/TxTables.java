package org.haltline.bank.tx;

import org.haltline.bank.tx.xml.Coded;

/// The code tables of the messages. Where a bank's own words stand in a field (kind and status of
/// an account, kind of a transaction) there is no table and the record holds the text.
public final class TxTables {
  private TxTables() {}

  /// How a stop payment or a freeze came about (`ApplicationType`).
  public enum ApplicationType implements Coded {
    /// The demand account in yuan behind the number given.
    FIRST("00"),
    /// An account in a foreign currency, or a time deposit: the number names the sub-account.
    FIRST_SUB_ACCOUNT("01"),
    /// On a case that the bank reported.
    BANK_REPORTED("02"),
    BANK_REPORTED_SUB_ACCOUNT("03"),
    /// The papers to a stop that was asked for by other means.
    PAPERS_LATER("04"),
    PAPERS_LATER_SUB_ACCOUNT("05");

    private final String code;

    ApplicationType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// What a bank's report of a case is (`ApplicationType` of 100401).
  public enum CaseReportType implements Coded {
    REPORT("01"),
    /// The bank has stopped a payment already and hands in the rest.
    AFTER_STOP("02");

    private final String code;

    CaseReportType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  public enum EmergencyLevel implements Coded {
    NORMAL("01"),
    URGENT("02");

    private final String code;

    EmergencyLevel(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Whose account it is (`AccountType` of stops and freezes).
  public enum AccountType implements Coded {
    PERSONAL("01"),
    CORPORATE("02");

    private final String code;

    AccountType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Whom a query is about (`SubjectType`).
  public enum SubjectType implements Coded {
    PERSON("1"),
    LEGAL("2");

    private final String code;

    SubjectType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  public enum FreezeType implements Coded {
    /// Up to a sum; what comes in above it is free.
    LIMITED_AMOUNT("01"),
    WHOLE_ACCOUNT("02");

    private final String code;

    FreezeType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// What a query of an account asks for (`InquiryMode` of 100301).
  public enum InquiryMode implements Coded {
    BASIC("01"),
    DETAIL("02"),
    BOTH("03"),
    FAST("04");

    private final String code;

    InquiryMode(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// What a query of a customer asks for (`InquiryMode` of 100309).
  public enum CustomerInquiryMode implements Coded {
    BASIC("01"),
    /// With holds by authorities and with others' rights.
    WITH_MEASURES("02");

    private final String code;

    CustomerInquiryMode(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Which way money moved, seen from the account (`BorrowingSigns`).
  public enum Side implements Coded {
    DEBIT("0"),
    CREDIT("1");

    private final String code;

    Side(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  public enum CashMark implements Coded {
    OTHER("00"),
    CASH("01");

    private final String code;

    CashMark(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Whether a transaction went through (`TransactionStatus`).
  public enum Success implements Coded {
    DONE("00"),
    FAILED("01");

    private final String code;

    Success(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Whether a reported transfer is stopped already (`IsCeased`).
  public enum Ceased implements Coded {
    STOPPED("0"),
    NOT_STOPPED("1");

    private final String code;

    Ceased(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// By whom an account is held (`FreezeType` of a measure).
  public enum MeasureType implements Coded {
    POLICE_STOP("0001"),
    POLICE_FREEZE("0002"),
    COURT_STOP("1001"),
    COURT_FREEZE("1002"),
    SUPERVISION_STOP("2001"),
    SUPERVISION_FREEZE("2002");

    private final String code;

    MeasureType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// A right that somebody else has in an account (`RightsType`).
  public enum RightsType implements Coded {
    JOINT("01"),
    PRIORITY("02"),
    PLEDGE("03");

    private final String code;

    RightsType(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
