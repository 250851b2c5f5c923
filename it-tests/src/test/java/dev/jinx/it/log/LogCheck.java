package dev.jinx.it.log;

import static dev.jinx.it.log.RoundCheck.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What a log has to be, whatever killed its writers: numbers without a hole from 1 on in each boot,
 * each boot one process's, each process's events in one boot, what was read once unchanged for
 * ever, and of each life what {@link RoundCheck} says.
 */
final class LogCheck {
  private final boolean whole;

  /** Of the boots that were checked: the last number, and a sum of each event. */
  private final Map<Long, Map<Long, Long>> known = new HashMap<>();

  private final Map<Long, Round> owners = new HashMap<>();
  private final Map<String, Life> pending = new HashMap<>();
  private long newest;
  private long events;

  private record Life(Round round, boolean halted, Map<String, String> seenLive) {}

  /**
   * @param whole whether the log is large enough to hold all of every life that is not checked yet
   */
  LogCheck(boolean whole) {
    this.whole = whole;
  }

  /**
   * A life is over, and its events are to be in the log when it is looked at next.
   *
   * @param seenLive what a reader got of it, by its ids
   */
  void over(Round round, boolean halted, Map<String, String> seenLive) {
    pending.put(round.name(), new Life(round, halted, seenLive));
  }

  /** Events that were checked. */
  long events() {
    return events;
  }

  /**
   * After a recovery.
   *
   * @param log all boots but that of a process which is alive
   */
  void look(List<LogText.Line> log) {
    TreeMap<Long, List<LogText.Line>> boots = inOrder(log);
    List<List<LogText.Line>> fresh = new ArrayList<>();
    for (var boot : boots.entrySet()) {
      Map<Long, Long> before = known.get(boot.getKey());
      if (before != null) {
        unchanged(before, boot.getValue());
      } else {
        fresh.add(boot.getValue());
      }
    }
    Map<String, RoundCheck> lives = new HashMap<>();
    for (List<LogText.Line> boot : fresh) {
      take(boot, lives);
    }
    for (Life life : pending.values()) {
      RoundCheck seen = lives.getOrDefault(life.round.name(), new RoundCheck(life.round, whole));
      seen.end(life.halted);
    }
    pending.clear();
    check(known.isEmpty() || !boots.isEmpty(), "the log is empty", log);
    for (long boot : known.keySet()) {
      // Retention removes the oldest first.
      check(boot < boots.firstKey() || boots.containsKey(boot), "a boot is gone", boot);
    }
    known.keySet().retainAll(boots.keySet());
    fresh.forEach(boot -> known.put(boot.get(0).boot(), sums(boot)));
  }

  private TreeMap<Long, List<LogText.Line>> inOrder(List<LogText.Line> log) {
    TreeMap<Long, List<LogText.Line>> boots = new TreeMap<>();
    LogText.Line last = null;
    for (LogText.Line line : log) {
      if (last != null && last.boot() == line.boot()) {
        check(line.seq() == last.seq() + 1, "behind event " + last.seq(), line);
      } else {
        check(last == null || line.boot() > last.boot(), "boots are out of order", line);
        // Only of the oldest boot the beginning may be gone.
        check(last == null || line.seq() == 1, "a boot begins with", line);
      }
      boots.computeIfAbsent(line.boot(), any -> new ArrayList<>()).add(line);
      last = line;
    }
    if (whole && !boots.isEmpty() && !known.containsKey(boots.firstKey())) {
      check(boots.firstEntry().getValue().get(0).seq() == 1, "the log has lost its front", boots);
    }
    return boots;
  }

  /** Whose a line is, by the name of its thread. */
  private static String life(LogText.Line line) {
    JsonNode event = line.event();
    String thread = event.path("thread").path("name").asText();
    check(thread.indexOf('-') > 0, "no thread's event", line);
    return thread.substring(0, thread.indexOf('-'));
  }

  private void take(List<LogText.Line> boot, Map<String, RoundCheck> lives) {
    LogText.Line first = boot.get(0);
    Life life = pending.get(life(first));
    check(life != null, "nobody's event, or that of a life that was complete", first);
    check(first.boot() > newest, "boot " + newest + " was there already", first);
    check(!lives.containsKey(life.round.name()), "a life in two boots", first);
    check(!owners.containsKey(first.boot()), "a boot for two lives", first);
    owners.put(first.boot(), life.round);
    newest = first.boot();
    RoundCheck round = new RoundCheck(life.round, whole);
    lives.put(life.round.name(), round);
    Map<String, String> live = new HashMap<>(life.seenLive);
    for (LogText.Line line : boot) {
      round.take(line);
      String id = line.event().path("id").asText();
      String seen = live.remove(id);
      check(seen == null || seen.equals(line.text()), "a reader got " + seen, line);
      events++;
    }
    check(!whole || live.isEmpty(), "a reader got more than there is: " + live, life.round);
  }

  private static void unchanged(Map<Long, Long> before, List<LogText.Line> boot) {
    for (LogText.Line line : boot) {
      Long sum = before.get(line.seq());
      check(sum != null, "an event that was not there before", line);
      check(sum == sum(line), "it has changed", line);
    }
    long last = boot.get(boot.size() - 1).seq();
    long lastBefore = Collections.max(before.keySet());
    check(last == lastBefore, "the last event was " + lastBefore, boot.get(boot.size() - 1));
  }

  private static Map<Long, Long> sums(List<LogText.Line> boot) {
    Map<Long, Long> sums = new HashMap<>();
    boot.forEach(line -> sums.put(line.seq(), sum(line)));
    return sums;
  }

  private static long sum(LogText.Line line) {
    CRC32C crc = new CRC32C();
    crc.update(line.json());
    return crc.getValue();
  }
}
