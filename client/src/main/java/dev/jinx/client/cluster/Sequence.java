package dev.jinx.client.cluster;

import dev.jinx.client.Hit;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of two hits was first: on one node by its log, on one machine by its clock that never
 * jumps, else by the time of day, which is as good as the machines' clocks agree.
 */
final class Sequence {
  private final Book book;

  Sequence(Book book) {
    this.book = book;
  }

  List<Hit> await(Duration timeout, List<Waits> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("no point to wait for");
    }
    long end = System.nanoTime() + timeout.toNanos();
    List<Hit> hits = new ArrayList<>();
    for (Waits point : points) {
      Hit last = hits.isEmpty() ? null : hits.get(hits.size() - 1);
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      try {
        hits.add(point.awaitHit(hit -> isAfter(hit, last), left));
      } catch (WaitTimeoutException e) {
        String which = "step " + (hits.size() + 1) + " of the sequence " + points;
        throw new WaitTimeoutException(
            which
                + " did not come within "
                + timeout
                + (last == null ? "" : ", behind " + last)
                + ":\n"
                + e.getMessage(),
            e);
      }
    }
    return List.copyOf(hits);
  }

  private boolean isAfter(Hit later, @Nullable Hit earlier) {
    if (earlier == null) {
      return true;
    }
    String one = earlier.cursor().node();
    String other = later.cursor().node();
    if (one.equals(other)) {
      return later.cursor().isAfter(earlier.cursor());
    }
    if (book.sameClock(one, other)) {
      return later.event().nanos() - earlier.event().nanos() > 0;
    }
    Instant before = Objects.requireNonNull(earlier.event().time());
    return Objects.requireNonNull(later.event().time()).isAfter(before);
  }
}
