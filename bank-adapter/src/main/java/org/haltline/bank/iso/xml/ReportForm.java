package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.MxCamt05200113;
import com.prowidesoftware.swift.model.mx.dic.AccountReport37;
import com.prowidesoftware.swift.model.mx.dic.BalanceType10Choice;
import com.prowidesoftware.swift.model.mx.dic.BalanceType13;
import com.prowidesoftware.swift.model.mx.dic.BankToCustomerAccountReportV13;
import com.prowidesoftware.swift.model.mx.dic.BankTransactionCodeStructure4;
import com.prowidesoftware.swift.model.mx.dic.CashAccount43;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.CreditDebitCode;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.EntryDetails14;
import com.prowidesoftware.swift.model.mx.dic.EntryStatus1Choice;
import com.prowidesoftware.swift.model.mx.dic.EntryTransaction15;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader116;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification272;
import com.prowidesoftware.swift.model.mx.dic.ProprietaryBankTransactionCodeStructure1;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry15;
import com.prowidesoftware.swift.model.mx.dic.TransactionAgents6;
import com.prowidesoftware.swift.model.mx.dic.TransactionParties12;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.haltline.bank.iso.IsoMessage.AccountReport;
import org.haltline.bank.iso.IsoMessage.Balance;
import org.haltline.bank.iso.IsoMessage.Entry;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// camt.052.001.13, within an answer: one account, its holder, balances and bookings.
final class ReportForm {
  private static final String BOOKED = "BOOK";
  private static final String EXPECTED = "PDNG";
  private static final String TRANSFER = "TRANSFER";

  private ReportForm() {}

  static MxCamt05200113 model(AccountReport report) {
    CashAccount43 account =
        new CashAccount43().setId(Parts.account(report.account())).setCcy(report.currency());
    if (report.owner() != null) {
      account.setOwnr(new PartyIdentification272().setNm(report.owner()));
    }
    var model =
        new AccountReport37()
            .setId(report.reportId())
            .setCreDtTm(Parts.time(report.createdAt()))
            .setAcct(account);
    report.balances().forEach(it -> model.addBal(model(it)));
    report.entries().forEach(it -> model.addNtry(model(it)));
    return new MxCamt05200113()
        .setBkToCstmrAcctRpt(
            new BankToCustomerAccountReportV13()
                .setGrpHdr(
                    new GroupHeader116()
                        .setMsgId(report.reportId())
                        .setCreDtTm(Parts.time(report.createdAt())))
                .addRpt(model));
  }

  private static CashBalance8 model(Balance balance) {
    return new CashBalance8()
        .setTp(new BalanceType13().setCdOrPrtry(new BalanceType10Choice().setCd(balance.type())))
        .setAmt(Parts.amount(balance.amount()))
        .setCdtDbtInd(indicator(balance.credit()))
        .setDt(when(balance.at()));
  }

  private static ReportEntry15 model(Entry entry) {
    var details = new EntryTransaction15();
    var parties = new TransactionParties12();
    if (entry.credit()) {
      parties
          .setDbtr(Parts.named(entry.counterparty()))
          .setDbtrAcct(Parts.cash(entry.counterpartyAccount()));
    } else {
      parties
          .setCdtr(Parts.named(entry.counterparty()))
          .setCdtrAcct(Parts.cash(entry.counterpartyAccount()));
    }
    details.setRltdPties(parties);
    if (entry.counterpartyBank() != null) {
      var bank = Parts.agentCalled(entry.counterpartyBank());
      var agents = new TransactionAgents6();
      details.setRltdAgts(entry.credit() ? agents.setDbtrAgt(bank) : agents.setCdtrAgt(bank));
    }
    return new ReportEntry15()
        .setAmt(Parts.amount(entry.amount()))
        .setCdtDbtInd(indicator(entry.credit()))
        .setSts(new EntryStatus1Choice().setCd(entry.booked() ? BOOKED : EXPECTED))
        .setBookgDt(entry.bookedAt() == null ? null : when(entry.bookedAt()))
        .setAcctSvcrRef(entry.reference())
        .setBkTxCd(
            new BankTransactionCodeStructure4()
                .setPrtry(new ProprietaryBankTransactionCodeStructure1().setCd(TRANSFER)))
        .addNtryDtls(new EntryDetails14().addTxDtls(details));
  }

  private static CreditDebitCode indicator(boolean credit) {
    return credit ? CreditDebitCode.CRDT : CreditDebitCode.DBIT;
  }

  private static DateAndDateTime2Choice when(Instant at) {
    return new DateAndDateTime2Choice().setDtTm(Parts.time(at));
  }

  static AccountReport message(MxCamt05200113 model) {
    List<AccountReport37> reports =
        Parts.list(Parts.need(model.getBkToCstmrAcctRpt(), "BkToCstmrAcctRpt").getRpt());
    if (reports.size() != 1) {
      throw IsoRefused.notValid("Rpt", reports.size() + " of them; one account was asked for");
    }
    AccountReport37 report = reports.getFirst();
    CashAccount43 account = Parts.need(report.getAcct(), "Rpt/Acct");
    return new AccountReport(
        Parts.need(report.getId(), "Rpt/Id"),
        Parts.time(report.getCreDtTm(), "Rpt/CreDtTm"),
        Parts.account(account.getId(), "Rpt/Acct/Id"),
        account.getCcy(),
        account.getOwnr() == null ? null : account.getOwnr().getNm(),
        Parts.list(report.getBal()).stream().map(ReportForm::message).toList(),
        Parts.list(report.getNtry()).stream().flatMap(it -> entries(it).stream()).toList());
  }

  private static Balance message(CashBalance8 balance) {
    BalanceType10Choice type =
        Parts.need(Parts.need(balance.getTp(), "Bal/Tp").getCdOrPrtry(), "Bal/Tp/CdOrPrtry");
    return new Balance(
        type.getCd() != null ? type.getCd() : Parts.need(type.getPrtry(), "Bal/Tp/CdOrPrtry"),
        Parts.need(Parts.amount(balance.getAmt(), "Bal/Amt"), "Bal/Amt"),
        isCredit(balance.getCdtDbtInd(), "Bal/CdtDbtInd"),
        when(balance.getDt(), "Bal/Dt"));
  }

  /// One, or as many as it sums up where each of them names its sum. Where they do not, whose the
  /// sum was is not known, and nobody is named.
  private static List<Entry> entries(ReportEntry15 entry) {
    Money amount = Parts.need(Parts.amount(entry.getAmt(), "Ntry/Amt"), "Ntry/Amt");
    List<EntryTransaction15> details =
        Parts.list(entry.getNtryDtls()).stream()
            .flatMap(it -> Parts.list(it.getTxDtls()).stream())
            .toList();
    if (details.size() == 1) {
      return List.of(entry(entry, details.getFirst(), amount));
    }
    boolean summed = !details.isEmpty() && details.stream().allMatch(it -> it.getAmt() != null);
    return summed
        ? details.stream().map(it -> entry(entry, it, amount(it))).toList()
        : List.of(entry(entry, new EntryTransaction15(), amount));
  }

  private static Money amount(EntryTransaction15 details) {
    String where = "Ntry/NtryDtls/TxDtls/Amt";
    return Parts.need(Parts.amount(details.getAmt(), where), where);
  }

  /// What is taken back was the other party's first: a debit that is taken back comes in from its
  /// creditor.
  private static Entry entry(ReportEntry15 entry, EntryTransaction15 details, Money amount) {
    CreditDebitCode own = details.getCdtDbtInd();
    boolean credit = isCredit(own != null ? own : entry.getCdtDbtInd(), "Ntry/CdtDbtInd");
    boolean fromDebtor = credit != Boolean.TRUE.equals(entry.isRvslInd());
    TransactionParties12 parties =
        Objects.requireNonNullElseGet(details.getRltdPties(), TransactionParties12::new);
    TransactionAgents6 agents =
        Objects.requireNonNullElseGet(details.getRltdAgts(), TransactionAgents6::new);
    String reference = details.getRefs() == null ? null : details.getRefs().getAcctSvcrRef();
    return new Entry(
        amount,
        credit,
        entry.getSts() != null && BOOKED.equals(entry.getSts().getCd()),
        entry.getBookgDt() == null ? null : when(entry.getBookgDt(), "Ntry/BookgDt"),
        reference != null ? reference : entry.getAcctSvcrRef(),
        Parts.name(fromDebtor ? parties.getDbtr() : parties.getCdtr()),
        fromDebtor
            ? Parts.cash(parties.getDbtrAcct(), "RltdPties/DbtrAcct/Id")
            : Parts.cash(parties.getCdtrAcct(), "RltdPties/CdtrAcct/Id"),
        Parts.called(fromDebtor ? agents.getDbtrAgt() : agents.getCdtrAgt()));
  }

  private static boolean isCredit(@Nullable CreditDebitCode code, String where) {
    return Parts.need(code, where) == CreditDebitCode.CRDT;
  }

  /// A day without a time is its beginning in UTC.
  private static Instant when(@Nullable DateAndDateTime2Choice choice, String where) {
    DateAndDateTime2Choice date = Parts.need(choice, where);
    return date.getDtTm() != null
        ? date.getDtTm().toInstant()
        : Parts.need(date.getDt(), where).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
