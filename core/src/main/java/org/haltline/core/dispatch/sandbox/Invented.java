package org.haltline.core.dispatch.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// What a sandbox makes up about an account or a number: always the same for the same seed and
/// digits.
public final class Invented {
  private static final String SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧田董潘袁蔡蒋余";
  private static final String GIVEN = "雨桐子涵晓峰佳怡浩然静雯志远欣妍文博丽娟建平玉兰俊杰思齐海波春燕少华若楠立新凤英永康秋月";

  private static final long FNV_PRIME = 0x100000001B3L;

  private Invented() {}

  /// A generator of its own for each thing asked about.
  public static SplittableRandom draw(long seed, String house, String what) {
    long mixed = seed;
    for (byte b : (house + "/" + what).getBytes(StandardCharsets.UTF_8)) {
      mixed = (mixed ^ b) * FNV_PRIME;
    }
    return new SplittableRandom(mixed);
  }

  /// A name that nobody was asked for.
  public static String person(SplittableRandom draw) {
    var name = new StringBuilder().append(SURNAMES.charAt(draw.nextInt(SURNAMES.length())));
    int given = draw.nextInt(4) == 0 ? 1 : 2;
    for (int i = 0; i < given; i++) {
      name.append(GIVEN.charAt(draw.nextInt(GIVEN.length())));
    }
    return name.toString();
  }
}
