package dev.jinx.log;

import dev.jinx.bootstrap.Action;
import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Phase;
import dev.jinx.bootstrap.Record;
import dev.jinx.bootstrap.Site;
import dev.jinx.bootstrap.ThreadTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as lines of JSON. What does not change from hit to hit is written once and kept
 * with its arm, site or table. For one thread at a time.
 */
final class EventWriter {
  /** Parameters beyond this many characters are cut in events. */
  private static final int MOST_PARAMETERS = 4 * 1024;

  private static final byte[] VIRTUAL = ",\"virtual\":true}".getBytes();
  private static final byte[] PLATFORM = ",\"virtual\":false}".getBytes();

  static final byte[] NOTHING_CAPTURED = "{}".getBytes();

  /** In place of values that came faster than they could be taken. */
  static final byte[] LEFT_OUT = "{},\"captured_left_out\":true".getBytes();

  private static final byte[] CAPTURED = ",\"captured\":".getBytes();

  private final Utf8 out = new Utf8();
  private final EventClock clock = new EventClock();
  private final byte[] node;
  private final byte[] cursor;
  private final byte[][] phases = new byte[Phase.values().length][];

  EventWriter(String node, long boot) {
    cursor =
        new Utf8().raw(",\"id\":\"").raw(node).ascii('@').number(boot).ascii('.').toByteArray();
    this.node =
        new Utf8()
            .raw("\",\"node\":")
            .json(node)
            .raw(",\"boot\":")
            .number(boot)
            .raw(",\"seq\":")
            .toByteArray();
    for (Phase phase : Phase.values()) {
      phases[phase.ordinal()] = new Utf8().raw(",\"phase\":").json(phase.word()).toByteArray();
    }
  }

  /** What does not change for one term of an arm. */
  private record ArmText(byte[] head, byte[] action, byte[] number, byte[] tail) {}

  private record ThreadText(String name, byte[] json) {}

  byte[] bytes() {
    return out.bytes();
  }

  EventClock clock() {
    return clock;
  }

  void setClock() {
    clock.set();
  }

  /**
   * Writes an event; it then stands at the start of {@link #bytes}.
   *
   * @param captured a JSON object
   * @param told the outcome of a release, else why a later phase came about, or null
   */
  int write(
      Record record,
      long seq,
      long hit,
      int shard,
      byte[] thread,
      byte[] captured,
      @Nullable String told) {
    ArmText text = text(record.arm(), record.term());
    if (record.phase() == Phase.FAILED) {
      text = failed(record.arm(), text);
    }
    out.clear().raw(text.head).number(shard).raw(phases[record.phase().ordinal()]).raw(text.action);
    out.number(hit).raw(text.number).raw(cursor).number(seq).raw(node).number(seq);
    clock.write(out, record.nanos);
    out.raw(thread).raw(point(record.site())).raw(text.tail).raw(CAPTURED).raw(captured);
    if (told != null) {
      out.raw(record.phase() == Phase.RELEASED ? ",\"outcome\":" : ",\"reason\":").json(told);
    }
    out.ascii('}');
    return out.length();
  }

  /** Writes that hits found no room in a ring. */
  int writeGap(long seq, int shard, long lost) {
    out.clear().raw("{\"injection\":\"\",\"type\":\"gap\",\"shard\":").number(shard);
    out.raw(phases[Phase.GAP.ordinal()]).raw(",\"lost\":").number(lost);
    out.raw(cursor).number(seq).raw(node).number(seq);
    clock.write(out, System.nanoTime());
    out.ascii('}');
    return out.length();
  }

  /** The thread of a record, as JSON. */
  byte[] thread(Record record) {
    Thread virtual = record.virtual();
    if (virtual != null) {
      return threadJson(record.threadId, virtual.getName(), VIRTUAL);
    }
    ThreadTable table = record.table();
    ThreadText known = (ThreadText) table.note;
    Thread thread = table.thread();
    if (thread == null) {
      return known == null ? threadJson(record.threadId, "", PLATFORM) : known.json;
    }
    String name = thread.getName();
    // The same object as last time, unless somebody renamed the thread.
    if (known == null || !known.name.equals(name)) {
      known = new ThreadText(name, threadJson(record.threadId, name, PLATFORM));
      table.note = known;
    }
    return known.json;
  }

  private static byte[] threadJson(long id, String name, byte[] end) {
    Utf8 json = new Utf8().raw(",\"thread\":{\"id\":").number(id).raw(",\"name\":").json(name);
    return json.raw(end).toByteArray();
  }

  private static byte[] point(Site site) {
    byte[] known = (byte[]) site.note;
    if (known == null) {
      known = new Utf8().raw(",\"point\":").json(site.label()).toByteArray();
      site.note = known;
    }
    return known;
  }

  private static ArmText text(Arm arm, int term) {
    ArmText[] known = (ArmText[]) arm.note;
    if (known == null) {
      known = new ArmText[arm.terms().size()];
      arm.note = known;
    }
    if (known[term] == null) {
      Action action = arm.terms().action(term);
      known[term] =
          new ArmText(
              head(arm, action.type()),
              new Utf8().raw(",\"action\":").json(action.text()).raw(",\"hit\":").toByteArray(),
              new Utf8().raw(",\"arm\":").number(arm.number()).toByteArray(),
              parameters(arm.parameters()));
    }
    return known[term];
  }

  private static byte[] head(Arm arm, String type) {
    return new Utf8()
        .raw("{\"injection\":")
        .json(arm.point().name())
        .raw(",\"type\":")
        .json(type)
        .raw(",\"shard\":")
        .toByteArray();
  }

  /** It tells of the arm, not of one of its terms. */
  private static ArmText failed(Arm arm, ArmText text) {
    byte[] action =
        new Utf8().raw(",\"action\":").json(arm.terms().text()).raw(",\"hit\":").toByteArray();
    return new ArmText(head(arm, "failed"), action, text.number, text.tail);
  }

  private static byte[] parameters(Map<String, String> parameters) {
    Utf8 json = new Utf8().raw(",\"parameters\":{");
    int room = MOST_PARAMETERS;
    boolean cut = false;
    boolean first = true;
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue();
      if (key.length() >= room) {
        cut = true;
        break;
      }
      room -= key.length();
      if (value.length() > room) {
        value = value.substring(0, room);
        cut = true;
      }
      room -= value.length();
      (first ? json : json.ascii(',')).json(key).ascii(':').json(value);
      first = false;
    }
    return json.raw(cut ? "},\"parameters_cut\":true" : "}").toByteArray();
  }
}
