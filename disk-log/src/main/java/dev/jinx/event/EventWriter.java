package dev.jinx.event;

/**
 * Writes the events of one boot as lines of JSON, one after the other. For one thread at a time.
 */
public final class EventWriter {
  /** Where nothing was captured. */
  public static final byte[] NOTHING_CAPTURED = "{}".getBytes();

  /** In place of values for which there was no room. */
  public static final byte[] LEFT_OUT = "{},\"captured_left_out\":true".getBytes();

  private static final byte[] CAPTURED = ",\"captured\":".getBytes();
  private static final byte[] VIRTUAL = ",\"virtual\":true}".getBytes();
  private static final byte[] PLATFORM = ",\"virtual\":false}".getBytes();

  private final Utf8 out = new Utf8();
  private final EventClock clock;
  private final byte[] node;
  private final byte[] cursor;

  /**
   * A writer for a boot of a node.
   *
   * @param clock what the nanos of its events mean
   */
  public EventWriter(String node, long boot, EventClock clock) {
    this.clock = clock;
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
  }

  /** The line stands at the start of it. */
  public byte[] bytes() {
    return out.bytes();
  }

  /** Its length in bytes. */
  public int length() {
    return out.length();
  }

  /** The clock. */
  public EventClock clock() {
    return clock;
  }

  /**
   * Begins a line.
   *
   * @param phase what {@link #phase} gave for its word
   */
  public EventWriter begin(ArmText arm, byte[] phase, int shard, long hit, long seq, long nanos) {
    out.clear().raw(arm.head()).number(shard).raw(phase).raw(arm.action());
    out.number(hit).raw(arm.number());
    place(seq, nanos);
    return this;
  }

  /**
   * Writes all the rest but the end.
   *
   * @param thread what {@link #thread} gave
   * @param point what {@link #point} gave
   * @param captured a JSON object, {@link #NOTHING_CAPTURED} or {@link #LEFT_OUT}
   */
  public EventWriter rest(ArmText arm, byte[] thread, byte[] point, byte[] captured) {
    out.raw(thread).raw(point).raw(arm.tail()).raw(CAPTURED).raw(captured);
    return this;
  }

  /**
   * Begins a line about the log itself; {@link #close} ends it.
   *
   * @param type {@code gap} or {@code log}
   * @param lost how many events are missing, negative where that is not to be told
   */
  public EventWriter beginLog(
      String type, byte[] phase, int shard, long lost, long seq, long nanos) {
    out.clear().raw("{\"injection\":\"\",\"type\":").json(type).raw(",\"shard\":").number(shard);
    out.raw(phase);
    if (lost >= 0) {
      out.raw(",\"lost\":").number(lost);
    }
    place(seq, nanos);
    return this;
  }

  /** Adds a text to a line that is not ended yet. */
  public EventWriter text(String key, String text) {
    out.ascii(',').json(key).ascii(':').json(text);
    return this;
  }

  /** Ends a line. */
  public EventWriter close() {
    out.ascii('}');
    return this;
  }

  private void place(long seq, long nanos) {
    out.raw(cursor).number(seq).raw(node).number(seq);
    clock.write(out, nanos);
  }

  /** A phase's word, for {@link #begin}. */
  public static byte[] phase(String word) {
    return new Utf8().raw(",\"phase\":").json(word).toByteArray();
  }

  /** A thread, for {@link #rest}. */
  public static byte[] thread(long id, String name, boolean virtual) {
    Utf8 json = new Utf8().raw(",\"thread\":{\"id\":").number(id).raw(",\"name\":").json(name);
    return json.raw(virtual ? VIRTUAL : PLATFORM).toByteArray();
  }

  /** The method where the point is, for {@link #rest}. */
  public static byte[] point(String label) {
    return new Utf8().raw(",\"point\":").json(label).toByteArray();
  }
}
