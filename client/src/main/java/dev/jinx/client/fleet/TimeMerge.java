package dev.jinx.client.fleet;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges finished sequences: of their next elements it takes the oldest, of equally old ones the
 * one of the first source. Each source's own order is kept, whatever its times say. What comes next
 * depends on what is left in the sources only, so that a merge that is begun anew at the same place
 * goes on in the same order.
 *
 * <p>An element without a time comes as soon as it is the next of its source.
 */
final class TimeMerge<T> implements Iterator<T> {
  private final PriorityQueue<Head<T>> heads = new PriorityQueue<>();
  private final Function<T, @Nullable Instant> time;
  private @Nullable Head<T> taken;

  private record Head<T>(T value, Instant time, int index, Iterator<T> rest)
      implements Comparable<Head<T>> {
    @Override
    public int compareTo(Head<T> other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Integer.compare(index, other.index);
    }
  }

  TimeMerge(List<Iterator<T>> sources, Function<T, @Nullable Instant> time) {
    this.time = time;
    for (int i = 0; i < sources.size(); i++) {
      advance(i, sources.get(i));
    }
  }

  @Override
  public boolean hasNext() {
    Head<T> last = taken;
    if (last != null) { // not sooner: what its source has to say of the next comes behind it
      taken = null;
      advance(last.index, last.rest);
    }
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Head<T> head = heads.remove();
    taken = head;
    return head.value;
  }

  private void advance(int index, Iterator<T> rest) {
    if (rest.hasNext()) {
      T value = rest.next();
      Instant at = time.apply(value);
      heads.add(new Head<>(value, at == null ? Instant.MIN : at, index, rest));
    }
  }
}
