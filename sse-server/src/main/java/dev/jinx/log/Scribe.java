package dev.jinx.log;

import dev.jinx.bootstrap.AgentThreads;
import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Merge;
import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Record;
import dev.jinx.bootstrap.RingFile;
import dev.jinx.bootstrap.Tables;
import dev.jinx.bootstrap.ThreadTable;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.bootstrap.Wake;
import dev.jinx.event.ArmText;
import dev.jinx.event.EventClock;
import dev.jinx.event.EventWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes events out of the threads' rings, counts the hits, numbers the events so that causes come
 * before effects, and writes them to the log.
 *
 * <p>One daemon thread does that as soon as there is something; {@link #takeIn} does the same on
 * the caller's thread, for those who must see all that was published until now.
 */
public final class Scribe implements Tables.Sink {
  private static final long TIDY_NANOS = 200_000_000L;

  /** Threads that come and go leave a chunk each: where few are left they are taken back soon. */
  private static final long SCARCE_NANOS = 1_000_000L;

  /** While hits come, the scribe looks this often, so that none of them has to wake it. */
  private static final long LOOK_NANOS = 15_000L;

  /** After this long without a hit it sleeps until it is woken. */
  private static final long AWAKE_NANOS = 20_000_000L;

  /** A backlog of this many is gone on with at once. */
  private static final int BACKLOG = 64;

  /** How many events are numbered before readers are told; a backlog must not keep them waiting. */
  private static final int BATCH = 512;

  private final EventLog log;
  private final HitLines lines;
  private final EventWriter writer;
  private final Record record = new Record();
  private final Merge merge = new Merge();
  private final Map<Long, Parked> parked = new HashMap<>();
  private final Losses losses;
  private final Thread thread;

  /** Fair: under an unbroken flood of hits the thread would take it again before anybody else. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private int unpublished;
  private volatile boolean closed;

  /**
   * @param log what it writes to; it must be the only one
   * @param lines who logs hits for people
   */
  public Scribe(EventLog log, HitLines lines) {
    this.log = log;
    this.lines = lines;
    this.writer = new EventWriter(log.node(), log.boot(), new EventClock());
    this.losses = new Losses(log, writer);
    this.thread =
        AgentThreads.create(
            "jinx-scribe",
            new Runnable() {
              @Override
              public void run() {
                work();
              }
            });
  }

  /** What later phases of a parked hit repeat of it. */
  private record Parked(long hit, int shard, byte[] thread, byte[] captured) {}

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Hits that found no room in the rings, in this boot. */
  public long lost() {
    return losses.dropped();
  }

  /** Events that could not be written, for want of memory or by a fault, in this boot. */
  public long unwritten() {
    return losses.unwritten();
  }

  /** Numbers everything that was published before the call. For the agent's threads. */
  public void takeIn() {
    turn.lock();
    try {
      Tables.drain(this, record, merge);
      publish();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Takes in what came since {@link #close}, and ends the writing of the log's files.
   *
   * @return whether they have all of it
   */
  public boolean endFiles() throws IOException {
    turn.lock();
    try {
      takeIn();
      return log.close();
    } finally {
      turn.unlock();
    }
  }

  /** Whoever holds it is the only one to write to the log: nothing is taken in meanwhile. */
  public Lock turn() {
    return turn;
  }

  /** Takes in what there is and stops the thread. */
  public void close() {
    closed = true;
    Wake.now();
    takeIn();
  }

  private void work() {
    TimerSlack.least();
    long lastTidy = System.nanoTime();
    long lastTaken = lastTidy;
    while (!closed) {
      int taken;
      long now;
      turn.lock();
      try {
        taken = round();
        now = System.nanoTime();
        if (now - lastTidy >= (Tables.isScarce() ? SCARCE_NANOS : TIDY_NANOS)) {
          lastTidy = now;
          tidy(now);
        }
      } finally {
        turn.unlock();
      }
      if (taken > 0) {
        lastTaken = now;
      }
      if (closed || taken >= BACKLOG) {
        continue;
      }
      if (now - lastTaken < AWAKE_NANOS) {
        LockSupport.parkNanos(this, LOOK_NANOS);
      } else {
        Wake.sleep(TIDY_NANOS, turn);
      }
    }
  }

  /** The application's memory may be out: the thread must outlive that, or nothing comes again. */
  private int round() {
    try {
      int taken = Tables.drain(this, record, merge);
      publish();
      return taken;
    } catch (RuntimeException | OutOfMemoryError fault) {
      Faults.count("taking in events", fault);
      return 0;
    }
  }

  private void tidy(long now) {
    try {
      writer.clock().set();
      RingFile rings = RingFile.current();
      if (rings != null) {
        rings.clock();
      }
      Tables.tidy(now);
    } catch (RuntimeException | OutOfMemoryError fault) {
      Faults.count("tidying the rings", fault);
    }
  }

  private void publish() {
    unpublished = 0;
    long dropped = tellLosses();
    show();
    RingFile rings = RingFile.current();
    if (dropped > 0 && rings != null) {
      // Only now: whoever takes over our rings cannot make that event anew from a record.
      rings.told(dropped);
    }
    while (!losses.isUntold()) {
      DiskNews news = log.takeNews();
      if (news == null) {
        break;
      }
      tell(news);
      show();
    }
    // What was numbered is in the log now: its place in the rings may be used again.
    Tables.release();
  }

  private long tellLosses() {
    try {
      return losses.tell();
    } catch (RuntimeException | OutOfMemoryError fault) {
      // Tried again with the next event, or in the next round.
      Faults.count("telling what is lost", fault);
      return 0;
    }
  }

  private void show() {
    RingFile rings = RingFile.current();
    if (rings != null) {
      rings.numbered(losses.next() - 1);
    }
    log.publish();
  }

  @Override
  public void take(Record taken) {
    long seq = losses.next();
    try {
      number(taken, seq);
    } catch (RuntimeException | OutOfMemoryError fault) {
      // The one event is lost, and told of; all others must still come through.
      Faults.count("numbering an event", fault);
      if (log.next() <= seq) {
        losses.addUnwritten();
      }
    }
    if (++unpublished >= BATCH) {
      publish();
    }
  }

  private void number(Record taken, long seq) {
    Arm arm = taken.arm();
    if (taken.isCountedOnly()) {
      taken.mark(seq - 1, arm.point().countHit());
      arm.countHit();
      return;
    }
    Phase phase = taken.phase();
    long hit = 0;
    if (phase.isHit()) {
      hit = arm.point().countHit();
      arm.countHit();
    }
    // Before all that may fail: the hit is counted, and the number is this record's or a gap's.
    taken.mark(seq, hit);
    losses.tellUnwritten();
    Object note = taken.note();
    int shard = taken.table().shard();
    byte[] threadText;
    byte[] captured = EventWriter.NOTHING_CAPTURED;
    String told = null;
    if (phase.isHit()) {
      threadText = LiveTexts.thread(taken);
      if (note instanceof byte[] values) {
        captured = values;
      } else if (taken.isLeftOut()) {
        captured = EventWriter.LEFT_OUT;
      }
      if (phase == Phase.PARKED) {
        parked.put(taken.waiter, new Parked(hit, shard, threadText, captured));
      }
    } else {
      told = (String) note;
      Parked before = parked.remove(taken.waiter);
      hit = before == null ? 0 : before.hit;
      shard = before == null ? shard : before.shard;
      threadText = before == null ? LiveTexts.thread(taken) : before.thread;
      captured = before == null ? captured : before.captured;
    }
    write(taken, hit, shard, threadText, captured, told);
    log.append(arm.point().name(), phase, writer.bytes(), 0, writer.length());
    Waiter waiter = phase == Phase.PARKED ? arm.waiter(taken.waiter) : null;
    if (waiter != null) {
      // Only what is in the log is found there.
      waiter.numbered(hit, seq);
    }
    if (phase.isHit()) {
      lines.hit(writer, taken, hit);
    } else if (phase == Phase.EXPIRED || phase == Phase.FAILED) {
      lines.later(writer, taken, told);
    }
  }

  /** That the log itself cannot be written, or lacks events for good. */
  private void tell(DiskNews news) {
    Gap lost = news.lost();
    Phase phase = lost == null ? Phase.FAILED : Phase.GAP;
    Long count = lost == null ? null : lost.count();
    String type = lost == null ? "log" : "gap";
    byte[] word = LiveTexts.phase(phase);
    writer.beginLog(type, word, 0, count == null ? -1 : count, log.next(), System.nanoTime());
    if (lost != null) {
      writer.text("from", lost.from().toString()).text("to", lost.to().toString());
    }
    writer.text("reason", news.reason()).close();
    log.append("", phase, writer.bytes(), 0, writer.length());
    lines.log(writer, lost == null, news.reason());
  }

  private void write(
      Record taken, long hit, int shard, byte[] thread, byte[] captured, @Nullable String told) {
    ArmText arm = LiveTexts.arm(taken);
    Phase phase = taken.phase();
    byte[] point = LiveTexts.point(taken.site());
    writer.begin(arm, LiveTexts.phase(phase), shard, hit, log.next(), taken.nanos);
    writer.rest(arm, thread, point, captured);
    if (told != null) {
      writer.text(phase == Phase.RELEASED ? "outcome" : "reason", told);
    }
    writer.close();
  }

  @Override
  public void dropped(ThreadTable table, long count) {
    losses.addDropped(table.shard(), count);
    publish();
  }
}
