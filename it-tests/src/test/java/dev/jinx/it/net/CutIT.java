package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A cut: nothing passes, nobody is told, and what was held back arrives once it is healed. */
class CutIT {
  private static final int SOME = 1000;
  private static final int MUCH = 8_000_000;

  @OnEveryJdk
  void aCutStallsBothDirectionsAndHealingDeliversAllOfItInOrder(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      // Not begun by the application's threads: it would keep what they stand for.
      assertThat(net.threads()).contains("jinx-net-timer");
      Far marker = net.open("marker", "channel", other);
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        fars.put(line, far);
        exchange(net, line, far, SOME);
      }
      String cursor = net.enable("cut", "drop");
      Map<String, CompletableFuture<?>> sent = new HashMap<>();
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.tell(one.getKey(), "send " + SOME);
        net.answer(one.getKey(), "send", "ok");
        // More than all buffers take: the sender is held as TCP would hold it.
        net.tell(one.getKey(), "send " + MUCH);
        net.tell(one.getKey(), "recv " + MUCH);
        sent.put(one.getKey(), Far.begin(() -> one.getValue().sendAll(MUCH)));
      }
      net.hit("cut", cursor, "read");
      net.hit("cut", cursor, "write");
      exchange(net, "marker", marker, MUCH);
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        assertThat(one.getValue().available()).as(one.getKey()).isZero();
        assertThat(net.hasSaid(one.getKey(), "send")).as(one.getKey()).isFalse();
        assertThat(net.hasSaid(one.getKey(), "recv")).as(one.getKey()).isFalse();
      }
      net.heal("cut");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        assertThat(one.getValue().receive(SOME + MUCH)).isEqualTo(SOME + MUCH);
        net.answer(one.getKey(), "send", "ok");
        net.answer(one.getKey(), "recv", "ok");
        sent.get(one.getKey()).get(60, TimeUnit.SECONDS);
        exchange(net, one.getKey(), one.getValue(), SOME);
      }
      // It ends a moment after it gave the last byte away.
      awaitNoWriter(net);
      net.assertSound();
    }
  }

  private static void awaitNoWriter(Network net) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .untilAsserted(
            () -> assertThat(net.threads()).noneMatch(name -> name.startsWith("jinx-net-writer")));
  }

  @OnEveryJdk
  void whatIsReadInSmallPartsIsCutAgainAfterHealing(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        for (int i = 0; i < 3; i++) {
          readInParts(net, line, far, SOME);
          // What was noted of the one before would let all of these pass.
          readInParts(net, line, far, 8);
        }
      }
      net.assertSound();
    }
  }

  private static void readInParts(Network net, String line, Far far, int count) throws Exception {
    String cursor = net.enable("cut", "drop");
    far.send(count);
    net.tell(line, "recv 4");
    net.hit("cut", cursor, "read");
    assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
    net.heal("cut");
    net.answer(line, "recv", "ok");
    net.tell(line, "recv " + (count - 4));
    net.answer(line, "recv", "ok");
  }

  @OnEveryJdk
  void aThreadThatSatInAReadBeforeAnyPointWasDeclaredIsHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
        net.tell(line, "recv " + SOME);
      }
      Far marker = net.open("marker", "selector", other);
      exchange(net, "marker", marker, SOME);
      net.declare("cut", "net#read(" + peer.address() + ")");
      String cursor = net.enable("cut", "drop");
      for (Far far : fars.values()) {
        far.send(SOME);
      }
      net.hit("cut", cursor, "read");
      exchange(net, "marker", marker, MUCH);
      for (String line : fars.keySet()) {
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
      }
      net.heal("cut");
      for (String line : fars.keySet()) {
        net.answer(line, "recv", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aReadThatWaitedWhileOnlyWritesWereCutIsHeldByALaterPoint(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("out", "net#write(" + peer.address() + ")");
      net.declare("in", "net#read(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor", "channel", "gather"}) {
        Far far = net.open(line, peer);
        net.enable("out", "drop");
        net.tell(line, "send " + SOME);
        net.answer(line, "send", "ok");
        net.tell(line, "recv " + SOME);
        awaitReading(net, line);
        String cursor = net.enable("in", "drop");
        far.send(SOME);
        net.hit("in", cursor, "read");
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
        net.heal("in");
        net.answer(line, "recv", "ok");
        net.heal("out");
        assertThat(far.receive(SOME)).as(line).isEqualTo(SOME);
      }
      net.assertSound();
    }
  }

  /** Until a read waits in the kernel. */
  static void awaitReading(Network net, String line) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .until(
            () -> {
              net.tell(line, "reading");
              return net.said(line, "reading").startsWith("read");
            });
  }

  @OnEveryJdk
  void whatAOneShotHasDelayedIsReadNoSoonerThoughItsPointIsGone(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("slow", "net#read(" + peer.address() + ")");
      net.declare("change", "net#read(" + other.address() + ")");
      Far marker = net.open("marker", "channel", other);
      for (String line : new String[] {"socket", "timed", "adaptor", "channel", "selector"}) {
        Far far = net.open(line, peer);
        String cursor = net.http.enable("slow", "action=delay(1h)&one_shot=true");
        far.send(SOME);
        net.tell(line, "recv " + SOME);
        net.hit("slow", cursor, "read");
        // Whenever arms change, spent ones are left out of what is looked at.
        net.enable("change", "observe");
        exchange(net, "marker", marker, SOME);
        net.heal("change");
        exchange(net, "marker", marker, MUCH);
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
        net.heal("slow");
        net.answer(line, "recv", "ok");
        exchange(net, line, far, SOME);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void theEndOfAConnectionArrivesAfterHealingAndAfterAllBytesBeforeIt(Jdk jdk) throws Exception {
    for (String end : new String[] {"close", "finish"}) {
      try (Network net = Network.start(jdk);
          Peer peer = new Peer();
          Peer other = new Peer()) {
        net.declare("cut", "net#write,close(" + peer.address() + ")");
        Far marker = net.open("marker", "socket", other);
        Map<String, Far> fars = new HashMap<>();
        for (String line : Network.lines(jdk)) {
          fars.put(line, net.open(line, peer));
        }
        String cursor = net.enable("cut", "drop");
        Map<String, CompletableFuture<Long>> ends = new HashMap<>();
        for (Map.Entry<String, Far> one : fars.entrySet()) {
          net.tell(one.getKey(), "send " + SOME);
          net.answer(one.getKey(), "send", "ok");
          net.tell(one.getKey(), end);
          net.answer(one.getKey(), end, "ok");
          ends.put(one.getKey(), Far.begin(one.getValue()::receiveAll));
        }
        net.hit("cut", cursor, "close");
        exchange(net, "marker", marker, MUCH);
        if (end.equals("close")) {
          // What is closed costs no thread, however long the cut lasts.
          awaitNoWriter(net);
        }
        assertThat(ends.values()).noneMatch(CompletableFuture::isDone);
        net.heal("cut");
        for (Map.Entry<String, CompletableFuture<Long>> one : ends.entrySet()) {
          assertThat(one.getValue().get(60, TimeUnit.SECONDS))
              .as(one.getKey() + " " + end)
              .isEqualTo(SOME);
        }
        net.assertSound();
      }
    }
  }

  @OnEveryJdk
  void theEndOfAConnectionThatHasSentNothingIsHeldBackToo(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      Far marker = net.open("marker", "socket", other);
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      String cursor = net.enable("cut", "drop");
      Map<String, CompletableFuture<Long>> ends = new HashMap<>();
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.tell(one.getKey(), "close");
        net.answer(one.getKey(), "close", "ok");
        ends.put(one.getKey(), Far.begin(one.getValue()::receiveAll));
      }
      net.hit("cut", cursor, "close");
      exchange(net, "marker", marker, MUCH);
      for (Map.Entry<String, CompletableFuture<Long>> one : ends.entrySet()) {
        assertThat(one.getValue().isDone()).as(one.getKey()).isFalse();
      }
      assertThat(net.threads()).noneMatch(name -> name.startsWith("jinx-net-writer"));
      net.heal("cut");
      for (Map.Entry<String, CompletableFuture<Long>> one : ends.entrySet()) {
        assertThat(one.getValue().get(60, TimeUnit.SECONDS)).as(one.getKey()).isZero();
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void theEndOfAConnectionThatHasSentNothingCanBeAReset(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#close(" + peer.address() + ")");
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        net.enable("cut", "reset");
        net.tell(line, "close");
        net.answer(line, "close", "ok");
        assertThatThrownBy(far::receiveAll).as(line).hasMessage("Connection reset after 0");
        net.heal("cut");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatTwoPointsHoldGoesOnWhenBothHaveEnded(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("one", "net#*(" + peer.address() + ")");
      net.declare("two", "net#read,write(" + peer.address() + ")");
      Far marker = net.open("marker", "channel", other);
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      for (String action : new String[] {"drop", "delay(1h)", "hang"}) {
        for (String first : new String[] {"one", "two"}) {
          String last = first.equals("one") ? "two" : "one";
          String cursor = net.enable("one", action);
          net.enable("two", action);
          for (Map.Entry<String, Far> one : fars.entrySet()) {
            net.tell(one.getKey(), "send " + SOME);
            net.answer(one.getKey(), "send", "ok");
            one.getValue().send(SOME);
            net.tell(one.getKey(), "recv " + SOME);
          }
          for (String name : new String[] {"one", "two"}) {
            net.hit(name, cursor, "write");
            net.hit(name, cursor, "read");
          }
          net.heal(first);
          exchange(net, "marker", marker, SOME);
          for (Map.Entry<String, Far> one : fars.entrySet()) {
            String what = one.getKey() + " " + action + " without " + first;
            assertThat(one.getValue().available()).as(what).isZero();
            assertThat(net.hasSaid(one.getKey(), "recv")).as(what).isFalse();
          }
          net.heal(last);
          for (Map.Entry<String, Far> one : fars.entrySet()) {
            assertThat(one.getValue().receive(SOME)).as(one.getKey()).isEqualTo(SOME);
            net.answer(one.getKey(), "recv", "ok");
          }
        }
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void theEndOfALeaseAndUndeclaringHeal(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      for (String way : new String[] {"lease", "undeclare", "disable all"}) {
        net.declare("cut", "net#*(" + peer.address() + ")");
        Far far = net.open(way.replace(' ', '-'), "socket", peer);
        String lease =
            net.http.post("/v2/error_injection/leases?ttl=5m").ok().json().get("id").asText();
        String cursor = net.http.enable("cut", "action=drop&lease=" + lease);
        net.tell(way.replace(' ', '-'), "send " + SOME);
        net.hit("cut", cursor, "write");
        assertThat(far.available()).isZero();
        if (way.equals("lease")) {
          net.http.delete("/v2/error_injection/leases/" + lease).ok();
        } else if (way.equals("undeclare")) {
          net.http.delete("/v2/error_injection/points/cut").ok();
          net.declare("cut", "net#*(" + peer.address() + ")");
        } else {
          net.http.delete("/v2/error_injection/injection").ok();
        }
        assertThat(far.receive(SOME)).isEqualTo(SOME);
        net.http.delete("/v2/error_injection/points/cut").ok();
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aSelectorDoesNotSpinWhileItIsCut(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      Far far = net.open("selector", peer);
      Far marker = net.open("marker", "channel", other);
      String cursor = net.enable("cut", "drop");
      net.tell("selector", "send " + MUCH);
      net.tell("selector", "recv " + SOME);
      far.send(SOME);
      net.hit("cut", cursor, "read");
      net.hit("cut", cursor, "write");
      exchange(net, "marker", marker, MUCH);
      net.tell("selector", "selects");
      assertThat(Integer.parseInt(net.said("selector", "selects"))).isLessThan(20);
      net.heal("cut");
      assertThat(far.receive(MUCH)).isEqualTo(MUCH);
      net.answer("selector", "recv", "ok");
      net.assertSound();
    }
  }

  /** That many bytes both ways. */
  static void exchange(Network net, String line, Far far, int count) throws Exception {
    net.tell(line, "recv " + count);
    net.tell(line, "send " + count);
    CompletableFuture<?> sent = Far.begin(() -> far.sendAll(count));
    assertThat(far.receive(count)).isEqualTo(count);
    sent.get(60, TimeUnit.SECONDS);
    net.answer(line, "send", "ok");
    net.answer(line, "recv", "ok");
  }
}
