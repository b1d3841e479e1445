package org.haltline.bank.iso.xml;

import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification8;
import com.prowidesoftware.swift.model.mx.dic.CashAccount40;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification23;
import com.prowidesoftware.swift.model.mx.dic.GenericAccountIdentification1;
import com.prowidesoftware.swift.model.mx.dic.GenericOrganisationIdentification3;
import com.prowidesoftware.swift.model.mx.dic.OrganisationIdentification39;
import com.prowidesoftware.swift.model.mx.dic.OriginalGroupInformation29;
import com.prowidesoftware.swift.model.mx.dic.Party50Choice;
import com.prowidesoftware.swift.model.mx.dic.Party52Choice;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification272;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.haltline.bank.iso.IsoAccount;
import org.haltline.bank.iso.IsoMessage.Marks;
import org.haltline.bank.iso.IsoParty;
import org.haltline.core.order.Money;
import org.jspecify.annotations.Nullable;

/// The parts that several messages have: who, which account, how much, when. The library's getters
/// give null for what is not there.
final class Parts {
  private static final String CREDIT_TRANSFER = "pacs.008";

  private Parts() {}

  /// What has to be there.
  static <T> T need(@Nullable T value, String where) {
    if (value == null) {
      throw IsoRefused.notValid(where, "missing");
    }
    return value;
  }

  /// What is refused by the record that it is put into is refused by its element's name.
  static <T> T made(String where, java.util.function.Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException wrong) {
      throw IsoRefused.notValid(where, String.valueOf(wrong.getMessage()));
    }
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static Instant time(@Nullable OffsetDateTime at, String where) {
    return need(at, where).toInstant();
  }

  static Party50Choice party(IsoParty party) {
    return switch (party) {
      case IsoParty.Bank(String bic) -> new Party50Choice().setAgt(agent(bic));
      case IsoParty.Organisation(String id, String name) ->
          new Party50Choice()
              .setPty(
                  new PartyIdentification272()
                      .setNm(name)
                      .setId(
                          new Party52Choice()
                              .setOrgId(
                                  new OrganisationIdentification39()
                                      .addOthr(
                                          new GenericOrganisationIdentification3().setId(id)))));
    };
  }

  static IsoParty party(@Nullable Party50Choice choice, String where) {
    Party50Choice party = need(choice, where);
    if (party.getAgt() != null) {
      return bank(Optional.of(party.getAgt().getFinInstnId()).map(it -> it.getBICFI()), where);
    }
    PartyIdentification272 organisation = need(party.getPty(), where);
    String id =
        Optional.ofNullable(organisation.getId())
            .map(Party52Choice::getOrgId)
            .flatMap(it -> it.getOthr().stream().findFirst())
            .map(GenericOrganisationIdentification3::getId)
            .orElse(null);
    return made(
        where,
        () ->
            new IsoParty.Organisation(
                need(id, where + "/Pty/Id/OrgId/Othr/Id"),
                need(organisation.getNm(), where + "/Pty/Nm")));
  }

  static IsoParty bank(Optional<String> bic, String where) {
    return made(
        where, () -> new IsoParty.Bank(need(bic.orElse(null), where + "/FinInstnId/BICFI")));
  }

  static BranchAndFinancialInstitutionIdentification8 agent(String bic) {
    return new BranchAndFinancialInstitutionIdentification8()
        .setFinInstnId(new FinancialInstitutionIdentification23().setBICFI(bic));
  }

  /// A bank by whatever it is called: BIC or name.
  static BranchAndFinancialInstitutionIdentification8 agentCalled(String called) {
    return IsoParty.Bank.isShaped(called)
        ? agent(called)
        : new BranchAndFinancialInstitutionIdentification8()
            .setFinInstnId(new FinancialInstitutionIdentification23().setNm(called));
  }

  /// Its BIC, else its name, else the number that a clearing system or another list has for it.
  static @Nullable String called(@Nullable BranchAndFinancialInstitutionIdentification8 agent) {
    if (agent == null || agent.getFinInstnId() == null) {
      return null;
    }
    FinancialInstitutionIdentification23 id = agent.getFinInstnId();
    if (id.getBICFI() != null || id.getNm() != null) {
      return id.getBICFI() != null ? id.getBICFI() : id.getNm();
    }
    if (id.getClrSysMmbId() != null) {
      return id.getClrSysMmbId().getMmbId();
    }
    return id.getOthr() == null ? null : id.getOthr().getId();
  }

  static @Nullable Party50Choice named(@Nullable String name) {
    return name == null
        ? null
        : new Party50Choice().setPty(new PartyIdentification272().setNm(name));
  }

  static @Nullable String name(@Nullable Party50Choice choice) {
    return choice == null || choice.getPty() == null ? null : choice.getPty().getNm();
  }

  static AccountIdentification4Choice account(IsoAccount account) {
    return switch (account) {
      case IsoAccount.Iban(String number) -> new AccountIdentification4Choice().setIBAN(number);
      case IsoAccount.Other(String number) ->
          new AccountIdentification4Choice()
              .setOthr(new GenericAccountIdentification1().setId(number));
    };
  }

  static IsoAccount account(@Nullable AccountIdentification4Choice choice, String where) {
    AccountIdentification4Choice id = need(choice, where);
    if (id.getIBAN() != null) {
      return made(where + "/IBAN", () -> new IsoAccount.Iban(id.getIBAN()));
    }
    return made(
        where + "/Othr/Id",
        () -> new IsoAccount.Other(need(need(id.getOthr(), where).getId(), where)));
  }

  static @Nullable CashAccount40 cash(@Nullable IsoAccount account) {
    return account == null ? null : new CashAccount40().setId(account(account));
  }

  static @Nullable IsoAccount cash(@Nullable CashAccount40 account, String where) {
    return account == null || account.getId() == null ? null : account(account.getId(), where);
  }

  static ActiveOrHistoricCurrencyAndAmount amount(Money money) {
    return new ActiveOrHistoricCurrencyAndAmount()
        .setValue(money.decimal())
        .setCcy(money.currency());
  }

  static @Nullable Money amount(@Nullable ActiveOrHistoricCurrencyAndAmount amount, String where) {
    return amount == null ? null : money(amount.getValue(), amount.getCcy(), where);
  }

  /// A sum in whole minor units; anything finer, or below zero, is no sum of money.
  static Money money(@Nullable BigDecimal value, @Nullable String currency, String where) {
    BigDecimal decimal = need(value, where);
    String code = need(currency, where + "/@Ccy");
    try {
      long minor = decimal.movePointRight(Money.fractionDigits(code)).longValueExact();
      return new Money(minor, code);
    } catch (ArithmeticException | IllegalArgumentException wrong) {
      throw IsoRefused.notValid(where, code + " " + decimal + " is no sum");
    }
  }

  static Marks marks(@Nullable String endToEndId, @Nullable String txId, @Nullable String uetr) {
    return new Marks(endToEndId == null ? Marks.NOT_PROVIDED : endToEndId, txId, uetr);
  }

  /// Which message the payment was in is known to its bank alone; that it was a credit transfer
  /// goes without saying.
  static OriginalGroupInformation29 unknownGroup() {
    return new OriginalGroupInformation29()
        .setOrgnlMsgId(Marks.NOT_PROVIDED)
        .setOrgnlMsgNmId(CREDIT_TRANSFER);
  }

  /// The same list, where the library may give none.
  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
