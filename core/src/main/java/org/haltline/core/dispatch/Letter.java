package org.haltline.core.dispatch;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A message that is sealed when it leaves the process. To a listener in the same process it is
/// handed over as it is: who shares the memory shares the keys, too, and sealing, writing out,
/// opening and reading again cost more than the rest of the way.
final class Letter<T> {
  private final @Nullable T content;
  private final Supplier<Buffer> sealed;

  private Letter(@Nullable T content, Supplier<Buffer> sealed) {
    this.content = content;
    this.sealed = sealed;
  }

  /// @param seal called at most once, and only if it leaves the process
  static <T> Letter<T> of(T content, Supplier<Buffer> seal) {
    return new Letter<>(content, seal);
  }

  /// What is in it.
  ///
  /// @param opener opens what came sealed
  T open(Function<Buffer, T> opener) {
    return content != null ? content : opener.apply(sealed.get());
  }

  /// The bus of this process, able to carry letters.
  static EventBus bus(Vertx vertx) {
    EventBus bus = vertx.eventBus();
    try {
      bus.registerDefaultCodec(Letter.class, new Codec());
    } catch (IllegalStateException known) {
      // registered by another of its users
    }
    return bus;
  }

  @SuppressWarnings("rawtypes") // the bus knows classes, not what they are of
  private static final class Codec implements MessageCodec<Letter, Letter> {
    @Override
    public void encodeToWire(Buffer wire, Letter letter) {
      Buffer sealed = (Buffer) letter.sealed.get();
      wire.appendInt(sealed.length()).appendBuffer(sealed);
    }

    @Override
    public Letter decodeFromWire(int at, Buffer wire) {
      int from = at + Integer.BYTES;
      Buffer sealed = wire.getBuffer(from, from + wire.getInt(at));
      return new Letter<Object>(null, () -> sealed);
    }

    @Override
    public Letter transform(Letter letter) {
      return letter;
    }

    @Override
    public String name() {
      return "haltline.letter";
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }
}
