package dev.jinx.it.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares one life's events, in their order, with what was seen of it outside. Every call that was
 * seen to have returned has its event, no call has two, and each thread's stand in its order.
 */
final class RoundCheck {
  /** {@code sometimes} is {@value Surges#SOMETIMES}: so many arrivals, then all are observed. */
  private static final long OFF = 100;

  private static final long OBSERVED = 50;
  private static final long MIXED = OFF + OBSERVED + OFF + 50;

  private final Round round;
  private final boolean whole;
  private final Map<String, Worker> workers = new HashMap<>();
  private final Map<String, Long> hits = new HashMap<>();
  private long lastWords;
  private long halts;
  private long atGate;
  private long passed;
  private long observed;
  private boolean parked;

  /** How often a thread has come by each place, as the log says. */
  private static final class Worker {
    long plain;
    long numbered;
    long sometimes;
    long switched;
  }

  /**
   * @param whole whether all of its events are to be there; else the first ones may be missing
   */
  RoundCheck(Round round, boolean whole) {
    this.round = round;
    this.whole = whole;
  }

  /** The next event. */
  void take(LogText.Line line) {
    JsonNode event = line.event();
    String point = event.path("injection").asText();
    String thread = event.path("thread").path("name").asText();
    check(
        event.path("seq").asLong() == line.seq() && event.path("boot").asLong() == line.boot(),
        "its numbers are not those of its id",
        line);
    check(thread.startsWith(round.name() + "-"), "another life's event", line);
    hit(point, event, line);
    long n = Long.parseLong(event.path("captured").path("n").asText("0"));
    switch (point) {
      case "gate" -> gate(event.path("phase").asText(), n, line);
      case "last" -> {
        halts += event.path("action").asText().startsWith("halt") ? 1 : 0;
        follows(lastWords, n, line);
        lastWords = n;
      }
      default -> work(workers.computeIfAbsent(thread, any -> new Worker()), point, n, line);
    }
  }

  /** Each number of a hit once, in their order; counted arrivals are none. */
  private void hit(String point, JsonNode event, LogText.Line line) {
    String phase = event.path("phase").asText();
    if (!phase.equals("hit") && !phase.equals("parked")) {
      return;
    }
    long hit = event.path("hit").asLong();
    long before = hits.getOrDefault(point, whole ? 0L : hit - 1);
    // Which of the first arrivals were off depends on who came first; all later ones were not.
    boolean off = point.equals("sometimes") && before < MIXED;
    check(off ? hit > before : hit == before + 1, "the hit before it was " + before, line);
    hits.put(point, hit);
  }

  private void work(Worker worker, String point, long n, LogText.Line line) {
    switch (point) {
      case "plain" -> {
        check(!whole || worker.plain == worker.numbered, "two in one round", line);
        worker.plain++;
      }
      case "numbered" -> {
        check(!whole || n == worker.plain, "the thread's round is " + worker.plain, line);
        follows(worker.numbered, n, line);
        worker.numbered = n;
      }
      case "sometimes" -> {
        later(worker, worker.sometimes, n, line);
        worker.sometimes = n;
        observed++;
      }
      case "switched" -> {
        later(worker, worker.switched, n, line);
        worker.switched = n;
      }
      default -> check(false, "no point of the program's", line);
    }
  }

  private void later(Worker worker, long before, long n, LogText.Line line) {
    check(n > before, "the thread's event before it was of round " + before, line);
    boolean unknown = !whole && worker.numbered == 0;
    check(unknown || n == worker.numbered, "the thread's round is " + worker.numbered, line);
  }

  private void follows(long before, long n, LogText.Line line) {
    boolean first = !whole && before == 0;
    check(first || n == before + 1, "the one before it was " + before, line);
  }

  private void gate(String phase, long n, LogText.Line line) {
    if (phase.equals("parked")) {
      check(!parked, "parked while it was parked", line);
      follows(atGate, n, line);
      atGate = n;
    } else {
      check(
          phase.equals("released") || phase.equals("expired") || phase.equals("disabled"),
          "no end of a pause",
          line);
      boolean first = !whole && atGate == 0;
      check(first || parked && n == atGate, "it was not parked in round " + atGate, line);
      atGate = n;
      passed = n;
    }
    parked = phase.equals("parked");
  }

  /** After the last event: nothing that was seen outside is missing. */
  void end(boolean halted) {
    for (int i = 0; i < round.workers(); i++) {
      String thread = round.name() + "-w" + i;
      Worker worker = workers.get(thread);
      if (worker == null) {
        if (!whole) {
          continue;
        }
        worker = new Worker();
      }
      if (whole) {
        both(thread + " at plain", round.returned(i, Round.PLAIN), worker.plain);
      }
      both(thread + " at numbered", round.returned(i, Round.NUMBERED), worker.numbered);
      most(thread + " at sometimes", round.returned(i, Round.SOMETIMES), worker.sometimes);
      most(thread + " at switched", round.returned(i, Round.SWITCHED), worker.switched);
    }
    if (whole) {
      arrivals();
      both("parked at the gate", round.passedGate(), atGate);
      both("passed the gate", round.passedGate(), passed);
      both("last words", round.lastWords(), lastWords);
      check(!halted || halts == 1, "it was halted, and the log has " + halts + " halts", round);
    }
  }

  /** How many of the arrivals at {@code sometimes} are events follows from their number. */
  private void arrivals() {
    long arrived = 0;
    for (int i = 0; i < round.workers(); i++) {
      arrived += round.returned(i, Round.SOMETIMES);
    }
    long least = observedOf(arrived);
    long most = observedOf(arrived + round.workers());
    check(
        observed >= least && observed <= most,
        arrived
            + " arrivals, of which "
            + observed
            + " are logged; right is "
            + least
            + " to "
            + most,
        round);
  }

  private static long observedOf(long arrived) {
    long first = Math.max(0, Math.min(OBSERVED, arrived - OFF));
    return first + Math.max(0, arrived - OFF - OBSERVED - OFF);
  }

  /** The call after those that have returned may be in the log already. */
  private void both(String what, long outside, long inLog) {
    check(inLog >= outside, what + ": " + outside + " seen outside, " + inLog + " logged", round);
    most(what, outside, inLog);
  }

  private void most(String what, long outside, long inLog) {
    check(
        inLog <= outside + 1, what + ": " + outside + " seen outside, " + inLog + " logged", round);
  }

  static void check(boolean holds, String message, Object where) {
    if (!holds) {
      throw new AssertionError(message + ": " + where);
    }
  }
}
