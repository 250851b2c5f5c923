package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A connection that points on connections have seen. */
final class Link implements Held {
  private static final AtomicLong NUMBERS = new AtomicLong();

  /** As TCP sends again what was lost: after so many nanoseconds, then after twice as many. */
  private static final long FIRST_RETRY_NANOS = 200_000_000L;

  /** After so many losses the connection stands until the arm ends. */
  private static final int MOST_RETRIES = 8;

  private static final Rule[] NO_RULE = {};

  final Wire wire;
  final Inflow in = new Inflow(this);
  final Outflow out = new Outflow(this);
  final Holders holders = new Holders();
  final Connecting connecting = new Connecting(this);
  private final Alarm alarm = new Alarm(new Timer.Waking(this));
  private long number;
  private volatile @Nullable InetSocketAddress peer;
  private volatile @Nullable InetSocketAddress local;
  private final Hanging hanging = new Hanging();
  private volatile boolean breaking;
  private volatile boolean broken;
  private volatile Matching matching = new Matching(Rules.NONE, new Rule[0][]);

  private static final class Matching {
    final Rules of;
    final Rule[][] byOp;

    Matching(Rules of, Rule[][] byOp) {
      this.of = of;
      this.byOp = byOp;
    }
  }

  Link(Wire wire, @Nullable InetSocketAddress peer) {
    this.wire = wire;
    this.peer = peer;
  }

  /** Numbers of all that points see, from 1. */
  static long nextNumber() {
    return NUMBERS.incrementAndGet();
  }

  /** What is never asked for it, as no point was hit and nobody wants to know, has none. */
  synchronized long number() {
    if (number == 0) {
      number = nextNumber();
    }
    return number;
  }

  /** It is the connection that was seen as another before it had a socket. */
  synchronized void goOnAs(long before) {
    number = before;
  }

  @Nullable InetSocketAddress peer() {
    if (peer == null) {
      peer = wire.peer();
    }
    return peer;
  }

  @Nullable InetSocketAddress local() {
    InetSocketAddress known = local;
    if (known == null || known.getPort() == 0) {
      known = wire.local();
      local = known;
    }
    return known;
  }

  static String text(@Nullable InetSocketAddress address) {
    if (address == null) {
      return "?";
    }
    return AddressText.of(address);
  }

  private Rule[] rules(Op op) {
    Rules now = Network.rules;
    Matching known = matching;
    if (known.of != now) {
      known = new Matching(now, now.of(this));
      InetSocketAddress bound = local;
      if (bound != null && bound.getPort() != 0) {
        matching = known;
      }
    }
    return known.byOp.length == 0 ? NO_RULE : known.byOp[op.ordinal()];
  }

  /** Whether some point is on this connection at that operation. */
  boolean has(Op op) {
    return rules(op).length > 0;
  }

  /** How it stands now. */
  Connection snapshot() {
    Set<String> points = new LinkedHashSet<>();
    for (Rule rule : Network.rules.all()) {
      for (Op op : Op.values()) {
        for (Rule on : rules(op)) {
          if (on == rule) {
            points.add(rule.point.name());
          }
        }
      }
    }
    return new Connection(
        number(), text(peer()), text(local()), in.held() + out.held(), new ArrayList<>(points));
  }

  /** Whether it is there still: for the application, or for what it left behind. */
  boolean isThere() {
    return wire.isOpen() || !out.isEmpty();
  }

  /** Whether calls have to be looked at: a point is there, or something is held back still. */
  boolean isTouched(Op op) {
    return rules(op).length > 0 || hungBy() != null || !in.isIdle() || !isFree();
  }

  void hang(Arm arm) {
    hanging.add(arm);
    Network.hold(this);
  }

  /** An arm that has it hang, or null. */
  @Nullable Arm hungBy() {
    return hanging.by();
  }

  /** Has {@link #wake} called in so many nanoseconds, or before. */
  void wakeIn(long nanos) {
    alarm.set(nanos);
  }

  /**
   * Hits the points that are on this connection.
   *
   * @throws Armed what an armed action is there to throw
   */
  Exchange touch(Op op, long bytes) throws Armed {
    Exchange exchange = new Exchange(this, op, bytes);
    for (Rule rule : rules(op)) {
      long retry = FIRST_RETRY_NANOS;
      int stalls = exchange.holds.stalls().size();
      for (int i = 0; ; i++) {
        exchange.lostBy = null;
        try {
          rule.entrance(op).hit(exchange);
        } catch (Throwable armed) {
          throw new Armed(armed);
        }
        Arm lostBy = exchange.lostBy;
        // What is stalled here is not sent again; the other points still have their say.
        if (lostBy == null || exchange.holds.stalls().size() > stalls) {
          break;
        }
        if (i == MOST_RETRIES) {
          exchange.holds.stall(lostBy);
          break;
        }
        exchange.delay(lostBy, retry);
        retry *= 2;
      }
    }
    Arm hung = hungBy();
    if (hung != null) {
      exchange.holds.stall(hung);
    }
    return exchange;
  }

  @Override
  public void wake() {
    holders.wake();
    in.wake();
    out.wake();
    connecting.wake();
  }

  @Override
  public boolean isFree() {
    return hungBy() == null && out.isEmpty() && !in.isKept() && connecting.isFree();
  }

  /** Whether it is about to be broken: what would be taken now would be lost. */
  boolean isBreaking() {
    return breaking;
  }

  /** Whether a point has broken the connection. */
  boolean isBroken() {
    return broken;
  }

  /** Breaks it: both sides are told that it was reset. */
  void breakOff() throws IOException {
    wire.breakOff();
    // Only now: until then, nobody is to write by himself.
    broken = true;
    out.lose();
  }

  /** The same, by a descriptor of our own: the application may have closed its own. */
  void breakOff(OrphanWire own) throws IOException {
    breaking = true;
    own.breakOff();
    wire.markReset();
    broken = true;
  }
}
