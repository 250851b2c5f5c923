package dev.jinx.net;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What we know of objects of the JDK, for as long as the application holds them. */
final class Weakly<V> {
  private final ConcurrentHashMap<Object, V> all = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object of, @Nullable ReferenceQueue<Object> gone) {
      super(of, gone);
      hash = System.identityHashCode(of);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key && mine == ((Key) other).get();
    }
  }

  @Nullable V find(Object of) {
    return all.get(new Key(of, null));
  }

  /** Adds what is known, or answers what is there already. */
  V add(Object of, V known) {
    V other = all.putIfAbsent(new Key(of, gone), known);
    clean();
    return other == null ? known : other;
  }

  private void clean() {
    for (Reference<?> one = gone.poll(); one != null; one = gone.poll()) {
      all.remove(one);
    }
  }

  List<V> values() {
    clean();
    return new ArrayList<>(all.values());
  }
}
