package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** The tables that have records to take, the one with the oldest first: a binary heap. */
public final class Merge {
  private @Nullable ThreadTable[] heap = new ThreadTable[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(ThreadTable table) {
    if (size == heap.length) {
      heap = java.util.Arrays.copyOf(heap, size * 2);
    }
    int at = size++;
    while (at > 0 && before(table, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = table;
  }

  @Nullable ThreadTable first() {
    return size == 0 ? null : heap[0];
  }

  /** The first has another record now, or none. */
  void firstMoved(boolean more) {
    ThreadTable moved = heap[0];
    if (!more) {
      moved = heap[--size];
      heap[size] = null;
    }
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], moved)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    if (size > 0) {
      heap[at] = moved;
    }
  }

  private static boolean before(ThreadTable a, ThreadTable b) {
    return a.headNanos - b.headNanos < 0;
  }
}
