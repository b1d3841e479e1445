package org.haltline.core.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.haltline.core.directory.Institution.Kind;
import org.haltline.core.subject.App;
import org.haltline.core.subject.BankAccount;
import org.haltline.core.subject.ChatAccount;
import org.haltline.core.subject.EmailAddress;
import org.haltline.core.subject.IdDocument;
import org.haltline.core.subject.Link;
import org.haltline.core.subject.Luhn;
import org.haltline.core.subject.Note;
import org.haltline.core.subject.Parsed;
import org.haltline.core.subject.Person;
import org.haltline.core.subject.PhoneNumber;
import org.haltline.core.subject.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {

  private static final Directory CHINA = Directory.china();

  @Test
  void theDefaultRosterIsWholeAndFree() {
    assertThat(CHINA.institutions())
        .extracting(Institution::kind)
        .containsExactly(
            Kind.BANK,
            Kind.BANK,
            Kind.BANK,
            Kind.BANK,
            Kind.BANK,
            Kind.WALLET,
            Kind.CARRIER,
            Kind.CARRIER,
            Kind.CARRIER,
            Kind.PLATFORM,
            Kind.PLATFORM,
            Kind.AUTHORITY);
    assertThat(RosterFile.china().faults()).isEmpty();
    assertThat(CHINA.byId("ICBC")).hasValueSatisfying(it -> assertThat(it.nameZh()).contains("工商"));
    assertThat(CHINA.byId("icbc")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "中国工商银行, ICBC",
    "工行, ICBC",
    "工商银行, ICBC",
    "icbc, ICBC",
    "ＩＣＢＣ, ICBC",
    "工行卡, ICBC",
    "建行储蓄卡, CCB",
    "农业银行的卡, ABC",
    "中国建设银行股份有限公司杭州分行, CCB",
    "建行义乌支行, CCB",
    "中国银行 义乌市支行, BOC",
    "中行, BOC",
    "中国农业银行, ABC",
    "交通银行, BOCOM",
    "中国交通银行, BOCOM",
    "Bank of China, BOC",
    "Bank of China (Yiwu branch), BOC",
    "Agricultural Bank of China, ABC",
    "支付宝, ALIPAY",
    "支付宝（中国）网络技术有限公司, ALIPAY",
    "支付宝余额, ALIPAY",
    "alipay, ALIPAY",
    "China Mobile, CMCC",
    "移动, CMCC",
    "联通, CUCC",
    "电信, CTCC",
    "通管局, COMMS_AUTHORITY",
  })
  void namesThatPeopleUse(String name, String id) {
    assertThat(CHINA.byName(name)).map(Institution::id).hasValue(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PSBC",
        "邮储银行",
        "中国农业发展银行",
        "Postal Savings Bank of China",
        "ABCDEF",
        "农商银行",
        "上海银行",
        "微信支付",
        "行",
        "",
        "😀"
      })
  void namesOfOthers(String name) {
    assertThat(CHINA.byName(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "建設銀行, CCB",
    "中國建設銀行股份有限公司, CCB",
    "建設銀行儲蓄卡, CCB",
    "工商銀行, ICBC",
    "中國工商銀行義烏市支行, ICBC",
    "農業銀行, ABC",
    "農行義烏支行, ABC",
    "中國銀行, BOC",
    "交通銀行, BOCOM",
    "支付寶, ALIPAY",
    "支付寶（中國）網絡技術有限公司, ALIPAY",
    "餘額寶, ALIPAY",
    "螞蟻, ALIPAY",
    "中國移動, CMCC",
    "中國聯通, CUCC",
    "中國電信, CTCC",
    "通信管理局, COMMS_AUTHORITY",
    "電商平臺, SHOPS",
  })
  void traditionalCharactersNameTheSame(String name, String id) {
    assertThat(CHINA.byName(name)).map(Institution::id).hasValue(id);
  }

  @Test
  void aDoubtAboutASegmentSaysNothingAgainstItsRoute() {
    var parsed = PhoneNumber.parse("14100000000");
    assertGoesTo(CHINA.route(parsed.orThrow(), null), "CTCC", "number segment 1410000");
    List<Note> notes = ((Parsed.Understood<PhoneNumber>) parsed).notes();
    assertThat(notes).extracting(Note::code).containsExactly("phone.unassigned");
    assertThat(notes.getFirst().says()).doesNotContain("arrier");
    assertThat(notes.getFirst().saysZh()).doesNotContain("未知号段");
  }

  @Test
  void nameOfTenThousandCharactersIsNobody() {
    assertThat(CHINA.byName("工行".repeat(5_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "622202, 19, ICBC",
    "621700, 19, CCB",
    "622848, 19, ABC",
    "622260, 19, BOCOM",
    "621661, 19, BOC",
    "621661, 19, BOC",
    "622700, 19, CCB",
    "622200, 19, ICBC",
    "95588, 19, ICBC",
    "436742, 19, CCB",
    "370246, 15, ICBC",
  })
  void cardsByTheirFirstDigits(String prefix, int length, String id) {
    assertGoesTo(CHINA.route(card(prefix, length), null), id, "card BIN");
  }

  @Test
  void theBinIsNamed() {
    assertThat(CHINA.route(card("622202", 19), null))
        .isInstanceOfSatisfying(
            Route.To.class, to -> assertThat(to.because()).isEqualTo("card BIN 622202"));
  }

  @Test
  void cardsOfBanksThatAreNotConnectedAsk() {
    assertAsks(
        CHINA.route(card("621096", 19), null),
        "card BIN 621096 belongs to 中国邮政储蓄银行, which is not connected");
  }

  @Test
  void binOfTwoBanksAsks() {
    assertAsks(
        CHINA.route(card("622516", 16), null),
        "card BIN 622516 belongs to several banks: 广发银行, 浦东发展银行");
  }

  @Test
  void unknownBinAsks() {
    assertAsks(CHINA.route(card("629999", 16), null), "no bank is known");
  }

  @Test
  void whatTheCallerNamesGoesBeforeTheDigits() {
    BankAccount ccbCard = card("621700", 19);
    assertGoesTo(CHINA.route(ccbCard, "工行"), "ICBC", "named by the caller");
    assertThat(CHINA.doubts(ccbCard, "工行"))
        .extracting(Note::code)
        .containsExactly("route.bank-differs");
    assertThat(CHINA.doubts(ccbCard, "建行")).isEmpty();
    assertThat(CHINA.doubts(ccbCard, null)).isEmpty();
  }

  @Test
  void hintInTheAccountIsTheCallersWord() {
    var account = BankAccount.parse("1202021219900012345", "工商银行义乌支行", null).orThrow();
    assertGoesTo(CHINA.route(account, null), "ICBC", "named by the caller");
    assertGoesTo(CHINA.route(account, "建行"), "CCB", "named by the caller");
    assertGoesTo(CHINA.route(account, "  "), "ICBC", "named by the caller");
  }

  @Test
  void namedBankThatIsNotConnectedAsks() {
    var card = card("622202", 19);
    assertAsks(CHINA.route(card, "PSBC"), "“PSBC” is not connected");
    assertAsks(CHINA.route(card, "邮政储蓄银行"), "“邮政储蓄银行” is not connected");
    assertAsks(
        CHINA.route(BankAccount.parse("3301234567890").orThrow(), "义乌农商行"),
        "“义乌农商行” is not connected");
  }

  @Test
  void nameThatNobodyKnowsIsWorthLessThanTheDigits() {
    assertGoesTo(
        CHINA.route(card("622202", 19), "她给的那家"),
        "ICBC",
        "card BIN 622202, the name “她给的那家” is not known");
  }

  @Test
  void accountNumberWithoutABankAsks() {
    assertAsks(
        CHINA.route(BankAccount.parse("1202021219900012345").orThrow(), null),
        "does not tell its bank");
  }

  @Test
  void walletsGoByName() {
    assertGoesTo(
        CHINA.route(BankAccount.parse("139****0042", "支付宝", null).orThrow(), null),
        "ALIPAY",
        "named by the caller");
    assertAsks(
        CHINA.route(BankAccount.parse("139****0042", "微信支付", null).orThrow(), null),
        "“微信支付” is not connected");
    assertAsks(
        CHINA.route(BankAccount.parse("13912340042").orThrow(), null), "wallet was not named");
  }

  @Test
  void cardTypedBesideAWalletGoesToTheCardsBank() {
    String number = card("622202", 19).number();
    assertGoesTo(
        CHINA.route(BankAccount.parse(number, "支付宝", null).orThrow(), null), "ICBC", "card BIN");
  }

  @Test
  void carrierKeepsNoAccounts() {
    assertAsks(CHINA.route(card("622202", 19), "中国移动"), "China Mobile keeps no accounts");
  }

  @Test
  void maskedCardGoesByWhatCanBeSeen() {
    assertGoesTo(
        CHINA.route(BankAccount.parse("622202*********0042").orThrow(), null),
        "ICBC",
        "card BIN 622202");
    assertAsks(CHINA.route(BankAccount.parse("6222****0042").orThrow(), null), "no bank is known");
    // 622150 and 62215049 are both of the postal bank, but 62218 alone is nobody's.
    assertAsks(CHINA.route(BankAccount.parse("62218****0042").orThrow(), null), "no bank is known");
    assertGoesTo(
        CHINA.route(BankAccount.parse("6222****0042", "工行", null).orThrow(), null),
        "ICBC",
        "named");
  }

  @Test
  void cardOfAWrongLengthIsDoubtedButFindsItsBank() {
    BankAccount shorter = card("622202", 18);
    assertGoesTo(CHINA.route(shorter, null), "ICBC", "card BIN 622202");
    assertThat(CHINA.doubts(shorter, null))
        .extracting(Note::code)
        .containsExactly("route.card-length");
    assertThat(CHINA.doubts(card("622202", 19), null)).isEmpty();
  }

  @Test
  void settledAccountsHaveOneKeyHoweverTheirBankWasCalled() {
    var one = BankAccount.parse("1202021219900012345", "中国工商银行义乌支行", null).orThrow();
    var two = BankAccount.parse("1202 0212 1990 0012 345", "工行", null).orThrow();
    var nowhere = BankAccount.parse("1202021219900012345", "某行", null).orThrow();
    assertThat(CHINA.settled(one).key())
        .isEqualTo(CHINA.settled(two).key())
        .isEqualTo("account:icbc/1202021219900012345");
    assertThat(CHINA.settled(CHINA.settled(one))).isEqualTo(CHINA.settled(one));
    assertThat(CHINA.settled(nowhere)).isEqualTo(nowhere);
    var wallet = BankAccount.parse("139****0042", "支付宝", null).orThrow();
    assertThat(CHINA.settled(wallet).key()).isEqualTo(wallet.key());
  }

  @ParameterizedTest
  @CsvSource({
    "13905790042, CMCC, number segment 1390579",
    "13012340042, CUCC, number segment 1301234",
    "18912340042, CTCC, number segment 1891234",
    "19912340042, CTCC, number segment 1991234",
    "17045670042, CUCC, 'number segment 1704567, sold by a reseller'",
    "17051230042, CMCC, 'number segment 1705123, sold by a reseller'",
    "16512340042, CMCC, 'number segment 1651234, sold by a reseller'",
    "17112340042, CUCC, number segment 1711234",
    "16212340042, CTCC, number segment 1621234",
    "19012340042, CTCC, number segment 190",
    "0571-28290042, CTCC, 'the region''s carrier, area code 0571'",
    "021-60000042, CTCC, 'the region''s carrier, area code 021'",
    "010-61230042, CUCC, 'the region''s carrier, area code 010'",
    "0531-61230042, CUCC, 'the region''s carrier, area code 0531'",
    "1065712000042, CMCC, message senders beginning 10657",
    "+85291230042, CTCC, configured: intercepts calls from abroad",
    "+639170000042, CTCC, configured: intercepts calls from abroad",
  })
  void numbersByTheirBeginning(String typed, String id, String because) {
    assertGoesTo(CHINA.route(phone(typed), null), id, because);
  }

  @ParameterizedTest
  @CsvSource({
    "4001000042, 400 and 800 numbers",
    "8008100042, 400 and 800 numbers",
    "95588, public service",
    "110, public service",
    "19212340042, 'number segment 192 belongs to 中国广电, which is not connected'",
    "15400000042, no carrier is known",
    "1069012300042, no carrier is known",
  })
  void numbersThatDoNotTell(String typed, String because) {
    assertAsks(CHINA.route(phone(typed), null), because);
  }

  @Test
  void carriersMayBeNamed() {
    assertGoesTo(CHINA.route(phone("4001000042"), "电信"), "CTCC", "named by the caller");
    assertAsks(CHINA.route(phone("4001000042"), "工行"), "cannot act on this");
    assertAsks(CHINA.route(phone("4001000042"), "中国广电"), "“中国广电” is not connected");
  }

  @Test
  void linksAppsChatsAndMailGoWhereConfigured() {
    assertGoesTo(CHINA.route(Link.parse("a.example/x").orThrow(), null), "CTCC", "blocks links");
    assertGoesTo(
        CHINA.route(Link.parse("a.example/x").orThrow(), "通管局"), "COMMS_AUTHORITY", "named");
    assertGoesTo(CHINA.route(App.parse("云盾", null).orThrow(), null), "SHOPS", "apps");
    assertGoesTo(CHINA.route(ChatAccount.parse("微信", "abcdef").orThrow(), null), "CHAT", "chat");
    assertGoesTo(CHINA.route(ChatAccount.parse("闲鱼", "abcdef").orThrow(), null), "SHOPS", "xianyu");
    assertGoesTo(
        CHINA.route(EmailAddress.parse("a@b.example").orThrow(), null), "COMMS_AUTHORITY", "mail");
    assertGoesTo(CHINA.route(App.parse("云盾", null).orThrow(), "聊天平台"), "CHAT", "named");
  }

  @Test
  void peopleAndDocumentsAreWhereSomebodySaysTheyAre() {
    assertAsks(CHINA.route(Person.parse("赵明").orThrow(), null), "name an institution");
    assertAsks(CHINA.route(IdDocument.parse("E12345678").orThrow(), null), "name an institution");
    assertGoesTo(CHINA.route(Person.parse("赵明").orThrow(), "建行"), "CCB", "named by the caller");
  }

  @Test
  void nothingConfiguredMeansAsk() {
    var roster = new Roster(RosterFile.china().institutions(), Routing.ASK_ALWAYS);
    var directory = Directory.of(roster, CardBins.none(), NumberRanges.none());
    for (Subject subject :
        List.of(
            Link.parse("a.example").orThrow(),
            App.parse("云盾", null).orThrow(),
            ChatAccount.parse("qq", "3011225042").orThrow(),
            EmailAddress.parse("a@b.example").orThrow(),
            phone("+85291230042"),
            phone("13905790042"),
            phone("057128290042"),
            card("622202", 19))) {
      assertThat(directory.route(subject, null)).isInstanceOf(Route.Ask.class);
    }
  }

  @Test
  void importedRowsGoBeforeTheShippedTables() throws IOException {
    var directory =
        Directory.of(
            RosterFile.china(),
            CardBins.shipped()
                .with("own", new StringReader("prefix,bank,length\n6222021,建行,19\n629999,ICBC\n")),
            NumberRanges.shipped()
                .with("own", new StringReader("1390579,电信\n4001,CUCC\n0571;移动\n95588,工行\n")));
    assertGoesTo(directory.route(card("6222021", 19), null), "CCB", "card BIN 6222021");
    assertGoesTo(directory.route(card("6222022", 19), null), "ICBC", "card BIN 622202");
    assertGoesTo(directory.route(card("629999", 16), null), "ICBC", "card BIN 629999");
    assertGoesTo(
        directory.route(phone("13905790042"), null), "CTCC", "imported number range 1390579");
    assertGoesTo(directory.route(phone("13905780042"), null), "CMCC", "number segment 1390578");
    assertGoesTo(directory.route(phone("4001000042"), null), "CUCC", "imported number range 4001");
    assertGoesTo(directory.route(phone("057128290042"), null), "CMCC", "imported number range 571");
  }

  @Test
  void rosterWithFaultsIsRefusedWithAllOfThem() {
    var bank = new Institution("Icbc", Kind.BANK, "工商银行", "ICBC", List.of("工行"));
    var same = new Institution("CCB", Kind.BANK, " ", "CCB", List.of("工 行"));
    var again = new Institution("CCB", Kind.CARRIER, "建行", "CCB", List.of());
    var routing = new Routing("NOBODY", "CCB", null, null, null, java.util.Map.of("qq", "CCB"));
    var roster = new Roster(List.of(bank, same, again), routing);
    assertThat(roster.faults()).hasSize(7);
    assertThatThrownBy(() -> Directory.of(roster, CardBins.none(), NumberRanges.none()))
        .isInstanceOf(TableFaulty.class)
        .hasMessageContaining("id “Icbc”")
        .hasMessageContaining("CCB stands there twice")
        .hasMessageContaining("CCB needs nameZh and nameEn")
        .hasMessageContaining("both Icbc and CCB are called “工行”")
        .hasMessageContaining("routing.callGateway names NOBODY, which is not configured")
        .hasMessageContaining("routing.linkBlocker names CCB")
        .hasMessageContaining("routing.platformByService.qq names CCB");
    assertThat(new Roster(List.of(), Routing.ASK_ALWAYS).faults()).hasSize(1);
  }

  private static void assertGoesTo(Route route, String id, String because) {
    assertThat(route)
        .isInstanceOfSatisfying(
            Route.To.class,
            to -> {
              assertThat(to.institution().id()).isEqualTo(id);
              assertThat(to.because()).contains(because);
            });
  }

  private static void assertAsks(Route route, String because) {
    assertThat(route)
        .isInstanceOfSatisfying(
            Route.Ask.class,
            ask -> {
              assertThat(ask.missing().en()).contains(because);
              assertThat(ask.missing().zh()).matches(".*\\p{IsHan}.*").doesNotContain(because);
              assertThat(ask.because()).isEqualTo(ask.missing().both());
            });
  }

  private static BankAccount card(String prefix, int length) {
    String body = prefix + "3003300330033003".substring(0, length - 1 - prefix.length());
    return BankAccount.parse(body + Luhn.checkDigit(body)).orThrow();
  }

  private static PhoneNumber phone(String typed) {
    return PhoneNumber.parse(typed).orThrow();
  }

  @Test
  void anIbanIsServedByTheBankOfItsCode() {
    var german =
        new Institution(
            "MUSTER", Kind.BANK, "样板银行", "Musterbank", List.of(), List.of("DE37040044", "GBNWBK"));
    var here =
        Directory.of(
            new Roster(List.of(german), Routing.ASK_ALWAYS),
            CardBins.shipped(),
            NumberRanges.shipped());

    for (String iban : List.of("DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19")) {
      assertThat(here.route(account(iban), null))
          .isInstanceOfSatisfying(
              Route.To.class,
              to -> {
                assertThat(to.institution()).isEqualTo(german);
                assertThat(to.because()).startsWith("IBAN bank code ");
              });
    }
    assertThat(here.route(account("FR14 2004 1010 0505 0001 3M02 606"), null))
        .isInstanceOfSatisfying(
            Route.Ask.class, ask -> assertThat(ask.toString()).contains("FR20041"));
  }

  @Test
  void codesOfIbansAreCheckedWithTheRoster() {
    var one =
        new Institution("ONE", Kind.BANK, "甲", "One", List.of(), List.of("DE1", "DE37040044"));
    var two = new Institution("TWO", Kind.BANK, "乙", "Two", List.of(), List.of("DE37040044"));
    var carrier =
        new Institution("TEL", Kind.CARRIER, "丙", "Tel", List.of(), List.of("DE37040055"));

    assertThat(new Roster(List.of(one, two, carrier), Routing.ASK_ALWAYS).faults())
        .containsExactly(
            "institution ONE: ibanBanks “DE1”: a country and a bank code, such as DE37040044",
            "both ONE and TWO keep the IBANs of DE37040044",
            "institution TEL keeps no accounts, so it has no ibanBanks");
  }

  private static BankAccount account(String typed) {
    return BankAccount.parse(typed).orThrow();
  }
}
