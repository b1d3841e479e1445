package org.haltline.core.journal.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.nio.ByteBuffer;

/// Arguments of a command that has no key, to be sent the way of one. A cluster client sends a
/// command without a key anywhere; WAIT must go where the write went, FUNCTION LOAD where the
/// function will be called.
public final class RoutedArgs extends CommandArgs<byte[], byte[]> {

  private final byte[] key;

  public RoutedArgs(byte[] key) {
    super(ByteArrayCodec.INSTANCE);
    this.key = key.clone();
  }

  @Override
  public ByteBuffer getFirstEncodedKey() {
    return ByteBuffer.wrap(key);
  }
}
