package dev.jinx.log;

import dev.jinx.bootstrap.Action;
import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Record;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.ThreadTable;
import dev.jinx.event.ArmText;
import dev.jinx.event.EventWriter;

/**
 * What does not change from hit to hit, as JSON: made once and kept with its arm, site or table.
 * For one thread at a time, the scribe's.
 */
final class LiveTexts {
  private static final byte[][] PHASES = new byte[Phase.values().length][];

  static {
    for (Phase phase : Phase.values()) {
      PHASES[phase.ordinal()] = EventWriter.phase(phase.word());
    }
  }

  private LiveTexts() {}

  private record ThreadText(String name, byte[] json) {}

  static byte[] phase(Phase phase) {
    return PHASES[phase.ordinal()];
  }

  /** The thread of a record. */
  static byte[] thread(Record record) {
    Thread virtual = record.virtual();
    if (virtual != null) {
      return EventWriter.thread(record.threadId, virtual.getName(), true);
    }
    ThreadTable table = record.table();
    ThreadText known = (ThreadText) table.note;
    Thread thread = table.thread();
    if (thread == null) {
      return known == null ? EventWriter.thread(record.threadId, "", false) : known.json;
    }
    String name = thread.getName();
    // The same object as last time, unless somebody renamed the thread.
    if (known == null || !known.name.equals(name)) {
      known = new ThreadText(name, EventWriter.thread(record.threadId, name, false));
      table.note = known;
    }
    return known.json;
  }

  static byte[] point(Site site) {
    byte[] known = (byte[]) site.note;
    if (known == null) {
      known = EventWriter.point(site.label());
      site.note = known;
    }
    return known;
  }

  /** The text of a record's arm and term. */
  static ArmText arm(Record record) {
    Arm arm = record.arm();
    if (record.phase() == Phase.FAILED) {
      // It tells of the arm, not of one of its terms.
      return text(arm, "failed", arm.terms().text());
    }
    ArmText[] known = (ArmText[]) arm.note;
    if (known == null) {
      known = new ArmText[arm.terms().size()];
      arm.note = known;
    }
    int term = record.term();
    if (known[term] == null) {
      Action action = arm.terms().action(term);
      known[term] = text(arm, action.type(), action.text());
    }
    return known[term];
  }

  private static ArmText text(Arm arm, String type, String action) {
    return ArmText.of(arm.point().name(), type, action, arm.number(), arm.parameters(), false);
  }
}
