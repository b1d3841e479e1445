package org.haltline.core.journal.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One look at a starting server, over a plain socket: Lettuce's connect would fail while the
/// journal is being loaded, and only INFO tells how far that is.
final class RedisProbe {
  private static final Pattern PID = Pattern.compile("^process_id:(\\d+)\r?$", Pattern.MULTILINE);
  private static final Pattern LOADING = Pattern.compile("^loading:1\r?$", Pattern.MULTILINE);
  private static final Pattern LOADED_BYTES =
      Pattern.compile("^loading_loaded_bytes:(\\d+)\r?$", Pattern.MULTILINE);
  private static final Pattern LOADED_PERCENT =
      Pattern.compile("^loading_loaded_perc:([0-9.]+)\r?$", Pattern.MULTILINE);

  private RedisProbe() {}

  /// What the look showed.
  sealed interface State {
    /// Nobody listens yet, or nobody answers.
    record Silent(String why) implements State {}

    record Loading(long pid, long bytes, double percent) implements State {}

    record Ready(long pid) implements State {}
  }

  static State look(RedisAddress address, Duration patience) {
    try {
      return parse(info(address, patience));
    } catch (IOException silent) {
      return new State.Silent(silent.toString());
    }
  }

  private static State parse(String info) {
    Matcher pid = PID.matcher(info);
    if (!pid.find())
      return new State.Silent("unexpected answer: " + info.lines().findFirst().orElse(""));
    long id = Long.parseLong(pid.group(1));
    if (!LOADING.matcher(info).find()) return new State.Ready(id);
    Matcher bytes = LOADED_BYTES.matcher(info);
    Matcher percent = LOADED_PERCENT.matcher(info);
    return new State.Loading(
        id,
        bytes.find() ? Long.parseLong(bytes.group(1)) : 0,
        percent.find() ? Double.parseDouble(percent.group(1)) : 0);
  }

  /// The text of INFO. Non-blocking, because a stopped server accepts connections (the kernel does)
  /// and never answers.
  private static String info(RedisAddress address, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (SocketChannel channel = SocketChannel.open(address.family());
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(address.socketAddress())) {
        await(channel, selector, SelectionKey.OP_CONNECT, deadline);
        channel.finishConnect();
      }
      String login =
          address instanceof RedisAddress.Loopback(_, String password)
              ? "AUTH " + password + "\r\n"
              : "";
      channel.write(
          ByteBuffer.wrap(
              (login + "INFO server persistence\r\n").getBytes(StandardCharsets.US_ASCII)));
      StringBuilder text = new StringBuilder();
      ByteBuffer chunk = ByteBuffer.allocate(16 << 10);
      while (!isWhole(text)) {
        await(channel, selector, SelectionKey.OP_READ, deadline);
        if (channel.read(chunk.clear()) < 0) throw new IOException("connection closed");
        // One char a byte: the length that Redis tells is in bytes.
        text.append(StandardCharsets.ISO_8859_1.decode(chunk.flip()));
      }
      return text.toString();
    }
  }

  /// INFO is a bulk string, `$<length>\r\n<text>\r\n`, perhaps after AUTH's own line; an error ends
  /// the talk as well.
  private static boolean isWhole(StringBuilder text) {
    String answer = text.toString();
    if (answer.startsWith("-")) return answer.endsWith("\r\n");
    int dollar = answer.startsWith("$") ? 0 : answer.indexOf("\n$") + 1;
    if (dollar == 0 && !answer.startsWith("$")) return false;
    int bodyAt = answer.indexOf("\r\n", dollar);
    if (bodyAt < 0) return false;
    return answer.length() >= bodyAt + 4 + Integer.parseInt(answer.substring(dollar + 1, bodyAt));
  }

  private static void await(SocketChannel channel, Selector selector, int operation, long deadline)
      throws IOException {
    channel.register(selector, operation);
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) throw new IOException("no answer in time");
    selector.selectedKeys().clear();
  }
}
