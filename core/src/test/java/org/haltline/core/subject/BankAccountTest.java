package org.haltline.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haltline.core.subject.BankAccount.Form.ACCOUNT;
import static org.haltline.core.subject.BankAccount.Form.CARD;
import static org.haltline.core.subject.BankAccount.Form.WALLET;
import static org.haltline.core.subject.Reading.doubts;
import static org.haltline.core.subject.Reading.refusal;

import org.haltline.core.subject.BankAccount.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountTest {

  private static final String CARD_NUMBER = "6222023314055771200";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6222023314055771200",
        " 6222 0233 1405 5771 200 ",
        "6222-0233-1405-5771-200",
        "6222.0233.1405.5771.200",
        "6222·0233·1405·5771·200",
        "6222–0233—1405−5771 200",
        "６２２２０２３３１４０５５７７１２００",
        "卡号：6222023314055771200",
        "收款卡号: 6222 0233 1405 5771 200",
        "银行卡号6222023314055771200",
        "账号是 6222023314055771200",
        "card number: 6222 0233 1405 5771 200",
        "Acct 6222023314055771200",
        "6222\u200b0233\u200e1405\ufeff5771\u00ad200",
        "\u202e6222023314055771200\u202c",
        "6222\u00a00233\u30001405\u20035771\t200",
        "٦٢٢٢٠٢٣٣١٤٠٥٥٧٧١٢٠٠",
        "62220233140557712⓪0",
      })
  void oneCardHoweverTyped(String typed) {
    BankAccount account = BankAccount.parse(typed).orThrow();
    assertThat(account.number()).isEqualTo(CARD_NUMBER);
    assertThat(account.typed()).isEqualTo(typed);
    assertThat(account.form()).isEqualTo(CARD);
    assertThat(account.key()).isEqualTo("account:" + CARD_NUMBER);
    assertThat(account.masked()).isFalse();
    assertThat(account.lastFour()).isEqualTo("1200");
    assertThat(account.display()).isEqualTo("6222 0233 1405 5771 200");
  }

  @ParameterizedTest
  @CsvSource({
    "6222023314055771200, CARD",
    "6225880011223345, CARD",
    "4311110000222235, CARD",
    "5105290000222232, CARD",
    "378282246310005, CARD",
    "4367421188001122335, CARD", // an older domestic card of 19 digits
    "1202021219900012345, ACCOUNT",
    "4000021209200123456, ACCOUNT", // begins like Visa, but a Visa card has 16 digits
    "5719051234, ACCOUNT",
    "331066110018010012345, ACCOUNT",
    "8110701013000123456, ACCOUNT",
    "GB57HALT20151522334455, ACCOUNT",
    "NRA3301234567, ACCOUNT",
  })
  void formIsToldByTheDigits(String typed, Form form) {
    var parsed = BankAccount.parse(typed);
    assertThat(parsed.orThrow().form()).isEqualTo(form);
    assertThat(doubts(parsed)).isEmpty();
  }

  @Test
  void wrongDigitOfACardIsRefusedAndNamed() {
    var parsed = BankAccount.parse("6222 0233 1405 5771 201", "工商银行", "邓小芸");
    assertThat(refusal(parsed)).isEqualTo("account.check-digit");
    assertThat(((Parsed.NotUnderstood<?>) parsed).says())
        .contains("6222 0233 1405 5771 201")
        .contains("have to be 0");
  }

  @Test
  void callerMayInsistThatItIsAnAccountNumber() {
    var account = BankAccount.parse("6222023314055771201", "工行", null, ACCOUNT).orThrow();
    assertThat(account.form()).isEqualTo(ACCOUNT);
    assertThat(account.key()).isEqualTo("account:工行/6222023314055771201");
  }

  /// Else the same card, once called an account, would have twice the stops that the law allows.
  @Test
  void aCardIsOneTargetWhateverItIsCalled() {
    var card = BankAccount.parse("6222023314055771200", "工行", null).orThrow();
    var called = BankAccount.parse("6222023314055771200", "工行", null, ACCOUNT);
    assertThat(called.orThrow().key()).isEqualTo(card.key());
    assertThat(called.orThrow().form()).isEqualTo(CARD);
    assertThat(doubts(called)).containsExactly("account.is-card");
    var old = BankAccount.parse("9558801200001122338", "工行", null, ACCOUNT).orThrow();
    assertThat(old.key()).isEqualTo("account:9558801200001122338");
  }

  @Test
  void whatIsNearlyACardOrAnIbanIsReadAgain() {
    assertThat(refusal(BankAccount.parse("622202331405577120O", "工行", null)))
        .isEqualTo("account.letter-for-digit");
    assertThat(refusal(BankAccount.parse("DE89370400440532013001")))
        .isEqualTo("account.iban-check");
    assertThat(BankAccount.parse("DE89370400440532013000").orThrow().form()).isEqualTo(ACCOUNT);
    assertThat(BankAccount.parse("DE89370400440532013001", null, null, ACCOUNT).orThrow().form())
        .isEqualTo(ACCOUNT);
  }

  @Test
  void callerMayInsistThatItIsACard() {
    assertThat(BankAccount.parse("8110701013000123456", null, null, CARD))
        .satisfies(it -> assertThat(refusal(it)).isEqualTo("account.check-digit"));
    assertThat(refusal(BankAccount.parse("NRA3301234567", null, null, CARD)))
        .isEqualTo("account.characters");
  }

  @Test
  void oldDomesticCardWithFailingDigitIsDoubtedOnly() {
    var parsed = BankAccount.parse("9558801200001122338");
    assertThat(parsed.orThrow().form()).isEqualTo(CARD);
    assertThat(doubts(parsed)).containsExactly("account.check-digit-odd");
  }

  @Test
  void cardOfOddLengthIsDoubted() {
    assertThat(doubts(BankAccount.parse("62220233140557"))).containsExactly("account.length-odd");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "支付宝, 139****0042, 139****0042, account:alipay/139*0042",
        "支付寶, 139****0042, 139****0042, account:alipay/139*0042",
        "支付宝(中国)网络技术有限公司, 139****0042, 139****0042, account:alipay/139*0042",
        "Alipay, 139xxxx0042, 139****0042, account:alipay/139*0042",
        "alipay, +86 139 1234 0042, 13912340042, account:alipay/13912340042",
        "支付宝, zhou***@post.example, zhou***@post.example, account:alipay/zhou*@post.example",
        "支付宝, Zhou.Ling@Post.Example, zhou.ling@post.example,"
            + " account:alipay/zhou.ling@post.example",
        "支付宝, account7@post.example, account7@post.example, account:alipay/account7@post.example",
        "支付宝, 2088123412341234, 2088123412341234, account:alipay/2088123412341234",
        "微信支付, wxid_ab12cd34, wxid_ab12cd34, account:wechat-pay/wxid_ab12cd34",
        "财付通, 139 1234 0042, 13912340042, account:wechat-pay/13912340042",
      })
  void walletAccounts(String bank, String typed, String number, String key) {
    BankAccount account = BankAccount.parse(typed, bank, "*玲").orThrow();
    assertThat(account.form()).isEqualTo(WALLET);
    assertThat(account.number()).isEqualTo(number);
    assertThat(account.key()).isEqualTo(key);
    assertThat(account.masked()).isEqualTo(typed.contains("*") || typed.contains("xxxx"));
    assertThat(account.bankHint()).isEqualTo(bank);
    assertThat(account.holder()).isEqualTo("*玲");
  }

  @Test
  void maskedWalletAccountIsDoubted() {
    assertThat(doubts(BankAccount.parse("139****0042", "支付宝", null)))
        .containsExactly("account.masked");
  }

  @Test
  void cardTypedBesideAWalletIsACard() {
    var parsed = BankAccount.parse(CARD_NUMBER, "支付宝", null);
    assertThat(parsed.orThrow().form()).isEqualTo(CARD);
    assertThat(doubts(parsed)).containsExactly("account.card-at-wallet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zhou@post.example", "13912340042"})
  void walletWithoutAName(String typed) {
    var parsed = BankAccount.parse(typed);
    assertThat(parsed.orThrow().form()).isEqualTo(WALLET);
    assertThat(doubts(parsed)).containsExactly("account.which-wallet");
  }

  @Test
  void nicknameAtAWalletIsDoubted() {
    assertThat(doubts(BankAccount.parse("阳光小店", "微信", null))).containsExactly("account.nickname");
  }

  @ParameterizedTest
  @CsvSource({
    "6222****1200, 6222****1200, CARD",
    "6222 **** **** *** 1200, 6222***********1200, CARD",
    "6222••••1200, 6222****1200, CARD",
    "6222xxxx1200, 6222****1200, CARD",
    "6222....1200, 6222****1200, CARD",
    "6222……1200, 6222******1200, CARD",
    "尾号1200, ****1200, ACCOUNT",
    "ending in 1200, ****1200, ACCOUNT",
  })
  void maskedNumbersStayMasked(String typed, String number, Form form) {
    var parsed = BankAccount.parse(typed, "工商银行", null);
    assertThat(parsed.orThrow().number()).isEqualTo(number);
    assertThat(parsed.orThrow().form()).isEqualTo(form);
    assertThat(parsed.orThrow().masked()).isTrue();
    assertThat(doubts(parsed)).containsExactly("account.masked");
  }

  @Test
  void numberOfHidingSignsIsNoPartOfTheIdentity() {
    var four = BankAccount.parse("6222****1200", "ICBC", null).orThrow();
    var eleven = BankAccount.parse("6222***********1200", "icbc", null).orThrow();
    assertThat(four.key()).isEqualTo(eleven.key()).isEqualTo("account:icbc/6222*1200");
  }

  @Test
  void keyOfACardIsTheSameWhoeverIsSaidToHoldItAndWhereverItIsSaidToBe() {
    var plain = BankAccount.parse(CARD_NUMBER).orThrow();
    var told = BankAccount.parse(CARD_NUMBER, "中国工商银行", "邓小芸").orThrow();
    assertThat(told.key()).isEqualTo(plain.key());
    assertThat(told.display()).isEqualTo("6222 0233 1405 5771 200 (中国工商银行) 邓小芸");
  }

  @Test
  void accountNumberIsUniqueOnlyAtItsBank() {
    var one = BankAccount.parse("1202021219900012345", "工商银行股份有限公司", null).orThrow();
    var same = BankAccount.parse("1202 0212 1990 0012 345", "工商银行", "某公司").orThrow();
    var other = BankAccount.parse("1202021219900012345", "农业银行", null).orThrow();
    assertThat(one.key()).isEqualTo(same.key()).isNotEqualTo(other.key());
    assertThat(one.at("ICBC").key()).isEqualTo("account:icbc/1202021219900012345");
  }

  @Test
  void ibanIsUniqueEverywhere() {
    assertThat(BankAccount.parse("GB57 HALT 2015 1522 3344 55", "Halt Bank", null).orThrow().key())
        .isEqualTo("account:gb57halt20151522334455");
  }

  @ParameterizedTest
  @CsvSource({
    "'', account.empty",
    "'   ', account.empty",
    "'\u200b\u200e', account.empty",
    "1234, account.length",
    "'6222023314055771200, 6217001420033118905', account.length",
    "工商银行, account.characters",
    "6222😀3314055771200, account.characters",
    "6222023314055771200(工行), account.characters",
    "622202331405577120O零, account.characters",
    "Ϩ6222023314055771200, account.characters",
    "****, account.length",
    "********, account.all-hidden",
  })
  void whatIsNoAccount(String typed, String code) {
    assertThat(refusal(BankAccount.parse(typed))).isEqualTo(code);
  }

  @Test
  void hostileInputIsAnAnswerNotAnException() {
    assertThat(refusal(BankAccount.parse("6".repeat(10_000)))).isEqualTo("account.too-long");
    assertThat(refusal(BankAccount.parse("ﷺ".repeat(100)))).isEqualTo("account.too-long");
    assertThat(refusal(BankAccount.parse("6222\u00003314"))).isEqualTo("account.control-character");
    assertThat(refusal(BankAccount.parse("6222\u001b[31m3314")))
        .isEqualTo("account.control-character");
    assertThat(refusal(BankAccount.parse("6222\ud83d3314"))).isEqualTo("account.broken-text");
    assertThat(refusal(BankAccount.parse("6222\ufffd3314"))).isEqualTo("account.broken-text");
    assertThat(refusal(BankAccount.parse(CARD_NUMBER, "行".repeat(200), null)))
        .isEqualTo("bank.too-long");
    assertThat(refusal(BankAccount.parse(CARD_NUMBER, null, "\u0007")))
        .isEqualTo("person.control-character");
    assertThat(refusal(BankAccount.parse("a".repeat(65), "支付宝", null))).isEqualTo("account.length");
    assertThat(refusal(BankAccount.parse("*1", "支付宝", null))).isEqualTo("account.all-hidden");
    assertThat(refusal(BankAccount.parse("https://pay", "支付宝", null)))
        .isEqualTo("account.characters");
  }

  @Test
  void refusalNamesTheStrangeCharacters() {
    var why = (Parsed.NotUnderstood<BankAccount>) BankAccount.parse("6222😀3314$055771200");
    assertThat(why.says()).contains("😀 (U+1F600)").contains("$ (U+0024)");
  }
}
