package org.haltline.core.casework;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was met last, up to a bound: whatever nobody asked for the longest leaves first.
///
/// A case is spoken of for some seconds and then hardly ever again. A cache that keeps what is
/// asked for often, as Caffeine does, holds on to the cases of a minute ago and lets go of those
/// that have just come.
public final class Latest<K, V> {
  private final Map<K, V> kept;

  public Latest(int max) {
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
          }
        };
  }

  public synchronized @Nullable V get(K key) {
    return kept.get(key);
  }

  public synchronized void put(K key, V value) {
    kept.put(key, value);
  }

  public synchronized void putIfAbsent(K key, V value) {
    kept.putIfAbsent(key, value);
  }

  public synchronized void forget(K key) {
    kept.remove(key);
  }
}
