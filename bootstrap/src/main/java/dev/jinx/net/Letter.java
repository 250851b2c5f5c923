package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.Carried;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A datagram, and what the points on it say of it. */
final class Letter implements Carried {
  final Op op;
  final int bytes;
  final @Nullable InetSocketAddress peer;
  private final Post post;

  boolean lost;
  boolean refused;
  final Holds holds = new Holds();
  @Nullable Arm twiceBy;
  @Nullable Arm reorderedBy;
  int window;

  /** What the arm that reorders has drawn for it. */
  double draw;

  @Nullable Arm throttledBy;
  long bytesPerSecond;

  /** Its content, once it is held back. */
  byte @Nullable [] data;

  /** Since when it is held back, and when it goes on, as long as no arm ends. */
  long since;

  long due;

  /** When it goes on as far as arms are known now, and in which turn of those that go together. */
  long goes;

  long turn;

  Letter(Post post, Op op, @Nullable InetSocketAddress peer, int bytes) {
    this.post = post;
    this.op = op;
    this.peer = peer;
    this.bytes = bytes;
  }

  boolean passes() {
    return !lost
        && !refused
        && twiceBy == null
        && holds.total() == 0
        && reorderedBy == null
        && throttledBy == null;
  }

  /** Nanoseconds until it goes on. */
  long left(long now) {
    // Whoever heals does not want to wait for what was held up before.
    long late = holds.delay();
    return isOn(reorderedBy) || isOn(throttledBy)
        ? due - (holds.total() - late) - now
        : since + late - now;
  }

  /** Puts what fits; the rest of a datagram is lost, as the kernel has it. */
  int putInto(ByteBuffer buffer) {
    byte[] content = data == null ? new byte[0] : data;
    int count = Math.min(content.length, buffer.remaining());
    buffer.put(content, 0, count);
    return count;
  }

  private static boolean isOn(@Nullable Arm arm) {
    return arm != null && !arm.isEnded();
  }

  /** Too much is held back for it: it is lost, and the arm that holds it says so. */
  void lose(String why) {
    Arm by = reorderedBy == null ? throttledBy : reorderedBy;
    if (by == null) {
      by = twiceBy == null ? holds.last() : twiceBy;
    }
    if (by != null) {
      by.tellError(why);
    }
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("peer", Link.text(peer));
    facts.put("local", Link.text(post.local()));
    facts.put("direction", op.direction());
    facts.put("bytes", (long) bytes);
    facts.put("connection", post.number());
    return facts;
  }

  @Override
  public void lose(Arm arm, boolean always) {
    // Nobody sends it again.
    lost = true;
  }

  @Override
  public void delay(Arm arm, long nanos) {
    holds.delay(arm, nanos);
  }

  @Override
  public void reset(Arm arm) {
    refused = true;
  }

  @Override
  public void refuse(Arm arm) {
    refused = true;
  }

  @Override
  public void hang(Arm arm) {
    post.hang(arm);
    lost = true;
  }

  @Override
  public void slice(Arm arm, long most) {
    // A datagram arrives whole or not at all.
    lost |= bytes > most;
  }

  @Override
  public void throttle(Arm arm, long rate) {
    throttledBy = arm;
    bytesPerSecond = rate;
  }

  @Override
  public void limit(Arm arm, long most) {
    lost |= !post.passes(op, arm, bytes, most);
  }

  @Override
  public @Nullable String duplicate(Arm arm) {
    twiceBy = arm;
    return null;
  }

  @Override
  public @Nullable String reorder(Arm arm, int among, double drawn) {
    reorderedBy = arm;
    window = among;
    draw = drawn;
    return null;
  }
}
