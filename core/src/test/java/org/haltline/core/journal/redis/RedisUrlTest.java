package org.haltline.core.journal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every form of URL that may be configured, and what is said about the others.
class RedisUrlTest {
  @Test
  void oneServer() {
    RedisUrl url = RedisUrl.parse("redis://desk:s3cret%40x@journal.example:6380");
    RedisURI server = url.servers().getFirst();
    assertThat(url.cluster()).isFalse();
    assertThat(server.getHost()).isEqualTo("journal.example");
    assertThat(server.getPort()).isEqualTo(6380);
    assertThat(server.isSsl()).isFalse();
    assertThat(RedisUrl.described(server)).isEqualTo("journal.example:6380");
  }

  @Test
  void tlsChecksTheCertificate() {
    RedisURI server = RedisUrl.parse("rediss://journal.example").servers().getFirst();
    assertThat(server.isSsl()).isTrue();
    assertThat(server.isVerifyPeer()).isTrue();
  }

  @Test
  void aSocket() {
    RedisURI server = RedisUrl.parse("redis-socket:///run/redis.sock").servers().getFirst();
    assertThat(server.getSocket()).isEqualTo("/run/redis.sock");
  }

  @Test
  void sentinels() {
    RedisURI server =
        RedisUrl.parse("redis-sentinel://:pw@s1.example:26379,s2.example:26380#desk")
            .servers()
            .getFirst();
    assertThat(server.getSentinelMasterId()).isEqualTo("desk");
    assertThat(RedisUrl.described(server))
        .isEqualTo("master desk of s1.example:26379,s2.example:26380");
  }

  @Test
  void aClusterBehindOneLogin() {
    RedisUrl url = RedisUrl.parse("rediss-cluster://desk:pw@n1.example:7000,n2.example:7001");
    assertThat(url.cluster()).isTrue();
    assertThat(url.servers())
        .extracting(RedisURI::getHost)
        .containsExactly("n1.example", "n2.example");
    assertThat(url.servers()).allMatch(RedisURI::isSsl);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "journal.example:6379",
        "http://journal.example",
        "redis://u:hidden@host:port",
        "redis-cluster://u:hidden@h1:7000,",
        "redis-sentinel://u:hidden@s1.example"
      })
  void anythingElseIsRefusedWithoutShowingThePassword(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisUrl.parse(url))
        .satisfies(refused -> assertThat(refused).hasStackTraceContaining("redis"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hidden"))
        .withNoCause();
  }
}
