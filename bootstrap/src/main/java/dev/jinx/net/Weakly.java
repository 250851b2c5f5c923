package dev.jinx.net;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What we know of objects of the JDK, for as long as the application holds them. Who looks makes
 * nothing and waits for nobody.
 */
final class Weakly<V> {
  private static final int FIRST_SIZE = 64;

  // Only whoever has the lock writes.
  private volatile AtomicReferenceArray<Node<V>> table = new AtomicReferenceArray<>(FIRST_SIZE);
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private volatile int size;

  private static final class Key<V> extends WeakReference<Object> {
    final int hash;
    volatile V known;

    Key(Object of, V known, ReferenceQueue<Object> gone) {
      super(of, gone);
      this.hash = hash(of);
      this.known = known;
    }
  }

  private static final class Node<V> {
    final Key<V> key;
    final @Nullable Node<V> next;

    Node(Key<V> key, @Nullable Node<V> next) {
      this.key = key;
      this.next = next;
    }
  }

  private static int hash(Object of) {
    int hash = System.identityHashCode(of);
    return hash ^ hash >>> 16;
  }

  @Nullable V find(Object of) {
    Key<V> key = key(of);
    return key == null ? null : key.known;
  }

  private @Nullable Key<V> key(Object of) {
    int hash = hash(of);
    AtomicReferenceArray<Node<V>> now = table;
    for (Node<V> node = now.get(hash & now.length() - 1); node != null; node = node.next) {
      if (node.key.hash == hash && node.key.refersTo(of)) {
        return node.key;
      }
    }
    return null;
  }

  /** Adds what is known, or answers what is there already. */
  V add(Object of, V known) {
    return set(of, null, known);
  }

  /**
   * Changes what is known, if it is that or nothing.
   *
   * @return what is known then
   */
  V set(Object of, @Nullable V before, V now) {
    if (size >= table.length()) {
      // Not each time: the queue has a lock.
      clean();
    }
    synchronized (this) {
      Key<V> key = key(of);
      if (key == null) {
        grow();
        size++;
        put(table, new Key<>(of, now, gone));
        return now;
      }
      if (before != null && key.known == before) {
        key.known = now;
      }
      return key.known;
    }
  }

  private static <V> void put(AtomicReferenceArray<Node<V>> table, Key<V> key) {
    int at = key.hash & table.length() - 1;
    table.set(at, new Node<>(key, table.get(at)));
  }

  private void grow() {
    if (size < table.length()) {
      return;
    }
    AtomicReferenceArray<Node<V>> larger = new AtomicReferenceArray<>(table.length() * 2);
    for (Key<V> key : keys()) {
      put(larger, key);
    }
    table = larger;
  }

  private void clean() {
    // Not under the lock: the queue has one, too.
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      remove((Key<?>) one);
    }
  }

  private synchronized void remove(Key<?> key) {
    int at = key.hash & table.length() - 1;
    Node<V> left = null;
    for (Node<V> node = table.get(at); node != null; node = node.next) {
      if (node.key != key) {
        left = new Node<>(node.key, left);
      } else {
        size--;
      }
    }
    table.set(at, left);
  }

  private List<Key<V>> keys() {
    List<Key<V>> keys = new ArrayList<>();
    AtomicReferenceArray<Node<V>> now = table;
    for (int i = 0; i < now.length(); i++) {
      for (Node<V> node = now.get(i); node != null; node = node.next) {
        keys.add(node.key);
      }
    }
    return keys;
  }

  List<V> values() {
    clean();
    List<V> values = new ArrayList<>();
    for (Key<V> key : keys()) {
      values.add(key.known);
    }
    return values;
  }
}
