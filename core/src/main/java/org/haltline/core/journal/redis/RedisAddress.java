package org.haltline.core.journal.redis;

import io.lettuce.core.RedisURI;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/// Where the child Redis listens, always inside this machine.
sealed interface RedisAddress {
  /// The user of a server that runs for reading only.
  String READER = "reader";

  /// In a folder that only this user may enter, hence no password.
  record Socket(Path path) implements RedisAddress {}

  /// On 127.0.0.1, which every user of the machine can reach, hence the password.
  record Loopback(int port, String password) implements RedisAddress {
    @Override
    public String toString() {
      return "127.0.0.1:" + port;
    }
  }

  default RedisURI uri() {
    return switch (this) {
      case Socket(Path path) ->
          RedisURI.Builder.socket(path.toString()).withClientName("haltline").build();
      case Loopback(int port, String password) ->
          RedisURI.Builder.redis("127.0.0.1", port)
              .withPassword(password.toCharArray())
              .withClientName("haltline")
              .build();
    };
  }

  /// As the user that may only read.
  default RedisURI readerUri(String password) {
    RedisURI.Builder builder =
        switch (this) {
          case Socket(Path path) -> RedisURI.Builder.socket(path.toString());
          case Loopback(int port, _) -> RedisURI.Builder.redis("127.0.0.1", port);
        };
    return builder
        .withAuthentication(READER, password.toCharArray())
        .withClientName("haltline")
        .build();
  }

  default SocketAddress socketAddress() {
    return switch (this) {
      case Socket(Path path) -> UnixDomainSocketAddress.of(path);
      case Loopback(int port, _) -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    };
  }

  default ProtocolFamily family() {
    return switch (this) {
      case Socket _ -> StandardProtocolFamily.UNIX;
      case Loopback _ -> StandardProtocolFamily.INET;
    };
  }
}
