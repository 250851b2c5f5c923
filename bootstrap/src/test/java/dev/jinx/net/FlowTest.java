package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final long SECOND = 1_000_000_000;
  private static final int MUCH = 1 << 20;

  private final Link link =
      new Link(
          new AcceptedWire(new FileDescriptor()),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  private final Flow flow = link.out;
  private final Point point =
      Points.declare(new Declaration("net.flow", "net#write", Position.ENTRY, "test"));
  private final Point other =
      Points.declare(new Declaration("net.flow2", "net#write", Position.ENTRY, "test"));
  private Arm arm;
  private Arm cut;

  @BeforeEach
  void begin() throws Exception {
    arm = begin(point);
    cut = begin(other);
  }

  private static Arm begin(Point point) throws Exception {
    return Arming.begin(
        point, new ArmSpec(Terms.parse("delay(1ms)"), false, 1, Map.of(), null, null, null));
  }

  @AfterEach
  void end() {
    end(point);
    end(other);
    Points.remove(point);
    Points.remove(other);
  }

  private static void end(Point point) {
    Arming.end(Arming.arms(List.of(point), null), null, false);
  }

  private Piece plan(Exchange exchange, long came) {
    flow.plan(exchange, exchange.bytes, came, null);
    return flow.pieces.getLast();
  }

  @Test
  void howSmallItIsSlicedChangesNothingInWhatItCosts() {
    Exchange exchange = new Exchange(link, Op.WRITE, MUCH);
    exchange.slice(arm, 1);
    Piece piece = plan(exchange, 0);

    assertThat(flow.pieces).hasSize(1);
    for (int i = 0; i < MUCH; i++) {
      assertThat(piece.part).isEqualTo(1);
      piece.took(1);
    }
    assertThat(piece.size).isZero();
  }

  @Test
  void eachPartOfWhatIsThrottledHasItsTurn() {
    Exchange exchange = new Exchange(link, Op.WRITE, 1_000);
    exchange.throttle(arm, 1_000);
    Piece piece = plan(exchange, 0);

    for (int i = 0; i < 50; i++) {
      assertThat(piece.part).isEqualTo(20);
      assertThat(piece.left(0, null)).isEqualTo((i + 1) * SECOND / 50);
      piece.took(5);
      piece.took(15);
    }
    assertThat(piece.size).isZero();
    assertThat(plan(exchange, 0).left(0, null)).isEqualTo(SECOND + SECOND / 50);
  }

  @Test
  void afterACutAllOfItIsDelayedAtOnce() {
    for (int i = 0; i < 100; i++) {
      Exchange exchange = new Exchange(link, Op.WRITE, 10);
      exchange.lose(cut, true);
      exchange.delay(arm, 3_600 * SECOND);
      plan(exchange, System.nanoTime());
    }
    end(other);
    flow.forgetEnded();
    long now = System.nanoTime();

    for (Piece piece : flow.pieces) {
      // From when it was healed: not from when its turn to be asked came.
      assertThat(piece.left(now + SECOND, null)).isLessThanOrEqualTo(3_599 * SECOND);
    }
  }
}
