package org.haltline.core.paste;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haltline.core.subject.Parsed.Understood;
import org.haltline.core.subject.Person;

/// Finds names of persons and companies behind the words that announce them. A name that nothing
/// announces is left to the operator: half of all Chinese words begin like one.
final class NameFinder {
  static final String SURNAMES =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞陳張劉楊黃趙吳孫馬許韓馮鄧蕭葉蘇呂盧薑鐘譚陸賈鄒閆龍陶賀顧龔錢嚴倫溫莊魯歐關倪齊韋鄭羅姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
  private static final String NAME_HAN =
      "(?:(?:欧阳|司马|上官|诸葛|司徒|东方|尉迟|慕容|令狐)|[" + SURNAMES + "*])[\\p{IsHan}*]{1,3}?";
  private static final String MINORITY = "[\\p{IsHan}]{2,8}(?:·[\\p{IsHan}]{2,8}){1,3}";
  private static final String COMPANY = "[\\p{IsHan}()]{3,30}?(?:有限责任公司|有限公司|公司|商行|经营部|工作室|商店)";

  /// A name ends where something else begins.
  private static final String ENDS =
      "(?=[^\\p{IsHan}*·]|$|账|帐|卡|开户|银行|电话|手机|身份|转账|汇款|尾号|先生|女士|小姐|经理|警官|主任|老师|的|了|说|让|叫|在|是|和|与|给|向|把|就|已|等|工行|农行|建行|中行|交行|招行|支付宝|微信|完成|成功|收到|入账|支出|收入|自称|要|打了|打来|打电话|联系|加我|加微信|加了|发来|发给|发了|我|他|她|之|这|那|每|再|又|也)";

  private static final Pattern STRONG =
      Pattern.compile(
          "(?:收款人|收款方|付款人|户名|姓名|开户名|账户名|持卡人|户主|对方户名|收款账户名|联系人)(?:姓名|名称|全称)?\\s*(?:是|为|叫)?\\s*:?\\s*("
              + MINORITY
              + "|"
              + COMPANY
              + "|"
              + NAME_HAN
              + ")"
              + ENDS);
  private static final Pattern WEAK =
      Pattern.compile(
          "(?:名叫|名字叫|名字是|叫做|叫作|叫|我是|我叫|本人|受害人|报警人|嫌疑人|转给了?|打给了?|汇给了?|付给了?|向|给|对方是|对方叫)\\s*:?\\s*("
              + MINORITY
              + "|"
              + NAME_HAN
              + ")"
              + ENDS);
  private static final Pattern BEHIND_A_NUMBER =
      Pattern.compile("(?<=\\d{8}) ?(" + NAME_HAN + ")(?=[^\\p{IsHan}*·]|$)");
  private static final Pattern HONOURED =
      Pattern.compile("(?<![\\p{IsHan}])(" + NAME_HAN + ")(?=先生|女士|小姐|经理|警官|主任|老师)");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?:(?i:account name|account holder|beneficiary(?: name)?|payee(?: name)?|name|holder|in"
              + " the name of|called|named|my name is|this is|i"
              + " am|i'm)\\s*(?i:is)?\\s*:?\\s*)((?:(?i:mr|mrs|ms|dr)\\.? )?[A-Z][a-zA-Z'-]*(?:"
              + " [A-Z][a-zA-Z'-]*\\.?){1,3})");
  private static final Pattern TITLED =
      Pattern.compile(
          "(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|Officer)\\.? ([A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2})");
  private static final Pattern TITLE = Pattern.compile("(?i)^(?:mr|mrs|ms|dr)\\.? ");

  /// What begins like a name and is none.
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?:银行|公安|客服|警察|法院|检察|公司|对方|他们|我们|我的|他的|家人|朋友|自己|一个|这个|那个|什么|任何|全部|所有|安全|解释|时候|时间|何人|何时|方法|方式|高额|高级|高利|明天|明显|白天|安装|管理|包裹|金额|金融|成都|应用|和他|和我|向他|向我|项目|任务|连续|路上|全额|马上|文件|游戏|马甲|许多|万一|关于|毕竟|单位|边境|余额|查询|应该|何|汤|江苏|江西|安徽|宁波|温州|海南|广东|云南|石家|党员|师傅|荣誉).*");

  private NameFinder() {}

  static void find(Folded folded, Findings found) {
    String text = folded.simple();
    each(STRONG.matcher(text), folded, found, false);
    each(BEHIND_A_NUMBER.matcher(text), folded, found, true);
    each(HONOURED.matcher(text), folded, found, true);
    each(WEAK.matcher(text), folded, found, true);
    each(ENGLISH.matcher(text), folded, found, true);
    each(TITLED.matcher(text), folded, found, true);
  }

  private static void each(Matcher it, Folded folded, Findings found, boolean doubted) {
    for (; it.find(); ) {
      String name = folded.text().substring(it.start(1), it.end(1));
      int skipped = 0;
      Matcher title = TITLE.matcher(name);
      if (title.find()) {
        skipped = title.end();
      }
      boolean none = doubted && NO_NAME.matcher(it.group(1)).matches();
      if (!none && Person.parse(name.substring(skipped)) instanceof Understood<Person> person) {
        found.add(it.start(1) + skipped, it.end(1), "person", person);
      }
    }
  }
}
