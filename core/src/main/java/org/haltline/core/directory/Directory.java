package org.haltline.core.directory;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haltline.core.directory.CardBins.Bin;
import org.haltline.core.directory.Institution.Kind;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.BankAccount.Form;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Note;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.jspecify.annotations.Nullable;

/// The connected institutions, and the way from a subject to the one that can act on it.
///
/// What the caller names counts most; then what the digits say; then who is configured for the
/// rest. An order to the wrong house costs a refusal and the minutes until it comes, so where
/// nothing tells, the answer is to ask. Unchangeable, for any number of threads.
public final class Directory {

  private static final Set<Kind> LINK_BLOCKERS =
      EnumSet.of(Kind.CARRIER, Kind.AUTHORITY, Kind.PLATFORM);
  private static final Set<Kind> PLATFORMS = EnumSet.of(Kind.PLATFORM, Kind.AUTHORITY);

  private final Roster roster;
  private final Map<String, Institution> byId;
  private final Names names;
  private final Map<String, Institution> byIbanBank;
  private final CardBins bins;
  private final NumberRanges ranges;

  private Directory(Roster roster, CardBins bins, NumberRanges ranges) {
    this.roster = roster;
    this.byId =
        roster.institutions().stream()
            .collect(Collectors.toUnmodifiableMap(Institution::id, Function.identity()));
    this.names = new Names(roster.institutions());
    this.byIbanBank =
        roster.institutions().stream()
            .flatMap(it -> it.ibanBanks().stream().map(bank -> Map.entry(bank, it)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    this.bins = bins;
    this.ranges = ranges;
  }

  /// The directory of a roster, which must be free of faults.
  public static Directory of(Roster roster, CardBins bins, NumberRanges ranges) {
    List<String> faults = roster.faults();
    if (!faults.isEmpty()) {
      throw new TableFaulty("the roster", faults);
    }
    return new Directory(roster, bins, ranges);
  }

  /// The default roster with the tables that come with core.
  public static Directory china() {
    return of(RosterFile.china(), CardBins.shipped(), NumberRanges.shipped());
  }

  /// All of them, in the order of the configuration.
  public List<Institution> institutions() {
    return roster.institutions();
  }

  public Optional<Institution> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The institution that people call this: `中国工商银行`, `工行卡`, `ICBC`, `icbc`.
  public Optional<Institution> byName(String name) {
    return names.find(name);
  }

  /// Who can act on the subject.
  ///
  /// @param explicitName what the caller called the institution; null or blank when nothing was
  ///   said
  public Route route(Subject subject, @Nullable String explicitName) {
    String named = explicitName == null || explicitName.isBlank() ? null : explicitName.strip();
    return switch (subject) {
      case BankAccount account -> account(account, named == null ? account.bankHint() : named);
      case PhoneNumber phone ->
          named == null ? phone(phone) : named(named, EnumSet.of(Kind.CARRIER));
      case Link _ ->
          named == null
              ? configured(roster.routing().linkBlocker(), "统一封堵链接", "blocks links for everyone")
              : named(named, LINK_BLOCKERS);
      case ChatAccount chat -> named == null ? chat(chat) : named(named, PLATFORMS);
      case App _ ->
          named == null
              ? configured(roster.routing().appPlatform(), "受理应用", "answers for apps")
              : named(named, PLATFORMS);
      case EmailAddress _ ->
          named == null
              ? configured(roster.routing().mailPlatform(), "受理邮箱", "answers for mail addresses")
              : named(named, PLATFORMS);
      case Person _, IdDocument _ ->
          named == null
              ? new Route.Ask(
                  "姓名或证件不属于特定机构，请指定机构",
                  "a name or document is nowhere in particular: name an institution")
              : named(named, EnumSet.allOf(Kind.class));
    };
  }

  /// The account with its place settled on an institution's id, so that one account has one key
  /// however its bank was called. Unchanged when the place is not known.
  public BankAccount settled(BankAccount account) {
    return route(account, null) instanceof Route.To to
        ? account.at(to.institution().id())
        : account;
  }

  /// What does not fit together in what the caller said; the operator asks again while the orders
  /// are on their way.
  public List<Note> doubts(BankAccount account, @Nullable String explicitName) {
    String named =
        explicitName == null || explicitName.isBlank() ? account.bankHint() : explicitName;
    List<Bin> found = account.form() == Form.CARD ? bins.of(account) : List.of();
    if (found.isEmpty()) {
      return List.of();
    }
    Bin bin = found.getFirst();
    if (named != null && banks(found).size() == 1) {
      Optional<Institution> said = names.find(named);
      if (said.isPresent()
          && said.get().kind() == Kind.BANK
          && !said.equals(names.find(bin.bank()))) {
        return List.of(
            new Note(
                "route.bank-differs",
                "%s was named, but cards beginning %s are issued by %s. Ask again."
                    .formatted(said.get().nameEn(), bin.prefix(), bin.bank()),
                "所说银行为%s，但%s开头的卡由%s发行，请再问一遍。"
                    .formatted(said.get().nameZh(), bin.prefix(), bin.bank())));
      }
    }
    int length = account.number().length();
    if (!account.masked()
        && found.stream().noneMatch(it -> it.cardLength() == 0 || it.cardLength() == length)) {
      return List.of(
          new Note(
              "route.card-length",
              "Cards beginning %s have %d digits, this has %d. Read it again."
                  .formatted(bin.prefix(), bin.cardLength(), length),
              "%s开头的卡号为%d位，此处为%d位，请再核对。".formatted(bin.prefix(), bin.cardLength(), length)));
    }
    return List.of();
  }

  private Route account(BankAccount account, @Nullable String named) {
    if (named == null) {
      return byDigits(account);
    }
    Optional<Institution> found = names.find(named);
    if (found.isPresent()) {
      Institution it = found.get();
      if (it.kind() == Kind.WALLET && account.form() == Form.CARD && !account.masked()) {
        return byDigits(account);
      }
      return it.kind().keepsAccounts()
          ? new Route.To(it, "named by the caller")
          : new Route.Ask(it.nameZh() + "不开立账户", it.nameEn() + " keeps no accounts");
    }
    // A name that nobody knows is worth less than the card's own digits; the name of a bank that is
    // not here is worth
    // more.
    if (account.form() == Form.CARD
        && !bins.knowsBank(named)
        && byDigits(account) instanceof Route.To to) {
      return new Route.To(
          to.institution(), to.because() + ", the name “" + named + "” is not known");
    }
    return notConnected(named);
  }

  private Route byDigits(BankAccount account) {
    if (account.form() != Form.CARD) {
      return account.form() == Form.WALLET
          ? new Route.Ask("未说明是哪个钱包", "the wallet was not named")
          : byIban(account);
    }
    List<Bin> found = bins.of(account);
    if (found.isEmpty()) {
      return new Route.Ask("未知此开头的卡属于哪家银行", "no bank is known for cards that begin like this one");
    }
    String prefix = found.getFirst().prefix();
    String bin = "card BIN " + prefix;
    Set<String> banks = banks(found);
    if (banks.size() > 1) {
      return new Route.Ask(
          "卡 BIN " + prefix + " 属于多家银行：" + String.join("、", banks),
          bin + " belongs to several banks: " + String.join(", ", banks));
    }
    String bank = banks.iterator().next();
    return names
        .find(bank)
        .<Route>map(it -> new Route.To(it, bin))
        .orElseGet(
            () ->
                new Route.Ask(
                    "卡 BIN " + prefix + " 属于" + bank + "，该行未接入",
                    bin + " belongs to " + bank + ", which is not connected"));
  }

  private Route byIban(BankAccount account) {
    Optional<String> bank = account.ibanBank();
    if (bank.isEmpty()) {
      return new Route.Ask("账号不能表明开户行", "an account number does not tell its bank");
    }
    Institution it = byIbanBank.get(bank.get());
    return it == null
        ? new Route.Ask(
            "开户行 IBAN 代码 " + bank.get() + " 未接入",
            "the bank with the IBAN code " + bank.get() + " is not connected")
        : new Route.To(it, "IBAN bank code " + bank.get());
  }

  private Route phone(PhoneNumber phone) {
    Optional<NumberRanges.Found> found = ranges.of(phone);
    if (found.isPresent()) {
      return names
          .find(found.get().carrier())
          .<Route>map(it -> new Route.To(it, found.get().because()))
          .orElseGet(
              () ->
                  new Route.Ask(
                      "号码属于" + found.get().carrier() + "，该运营商未接入",
                      found.get().because()
                          + " belongs to "
                          + found.get().carrier()
                          + ", which is not connected"));
    }
    return switch (phone.line()) {
      case FOREIGN ->
          configured(roster.routing().callGateway(), "拦截境外来电", "intercepts calls from abroad");
      case SHORT_CODE, EMERGENCY ->
          new Route.Ask(
              "公共服务号码，来电显示系伪造", "the number of a public service: its caller id was forged");
      case SERVICE_400, SERVICE_800 ->
          new Route.Ask("400、800 号码不能表明运营商", "400 and 800 numbers do not tell their carrier");
      case MOBILE, VIRTUAL_OPERATOR, LANDLINE, MESSAGE_SENDER ->
          new Route.Ask(
              "未知此开头的号码属于哪家运营商", "no carrier is known for numbers that begin like this one");
    };
  }

  private Route chat(ChatAccount chat) {
    String special = roster.routing().platformByService().get(chat.service());
    return special == null
        ? configured(roster.routing().chatPlatform(), "受理社交账号", "answers for chat accounts")
        : configured(special, "受理 " + chat.service() + " 账号", "answers for " + chat.service());
  }

  private Route named(String name, Set<Kind> fitting) {
    Optional<Institution> found = names.find(name);
    if (found.isEmpty()) {
      return notConnected(name);
    }
    return fitting.contains(found.get().kind())
        ? new Route.To(found.get(), "named by the caller")
        : new Route.Ask(
            found.get().nameZh() + "不能办理此事", found.get().nameEn() + " cannot act on this");
  }

  private Route configured(@Nullable String id, String taskZh, String task) {
    Institution it = id == null ? null : byId.get(id);
    return it == null
        ? new Route.Ask("未配置" + taskZh + "的机构", "nobody is configured that " + task)
        : new Route.To(it, "configured: " + task);
  }

  private static Route notConnected(String name) {
    return new Route.Ask("“" + name + "”未接入", "“" + name + "” is not connected");
  }

  /// The banks behind these ranges: two names of one institution are one bank.
  private Set<String> banks(List<Bin> found) {
    return found.stream()
        .collect(
            Collectors.toMap(
                it -> names.find(it.bank()).map(Institution::id).orElse(it.bank()),
                Bin::bank,
                (first, _) -> first,
                java.util.TreeMap::new))
        .values()
        .stream()
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }
}
