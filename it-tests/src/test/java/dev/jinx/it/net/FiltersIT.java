package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What each filter does to the bytes of a connection, of every kind. */
class FiltersIT {
  private static final int MUCH = 2_000_000;

  @OnEveryJdk
  void whatIsDelayedIsLateButItsSenderIsNotHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("slow", "net#write,read(" + peer.address() + ")");
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      net.enable("slow", "delay(1h)");
      for (String line : fars.keySet()) {
        net.tell(line, "spill 100 100");
      }
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.answer(one.getKey(), "spill", "ok");
        assertThat(one.getValue().available()).as(one.getKey()).isZero();
      }
      net.heal("slow");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        assertThat(one.getValue().receive(10_000)).as(one.getKey()).isEqualTo(10_000);
      }
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        CutIT.exchange(net, one.getKey(), one.getValue(), MUCH);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatIsDelayedForMoreThanASecondCanBeReadThen(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("slow", "net#read(" + peer.address() + ")");
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      net.enable("slow", "delay(1500ms)");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.tell(one.getKey(), "recv 1000");
        one.getValue().send(1000);
      }
      // No arm changes meanwhile: nothing but time ends the delay.
      for (String line : fars.keySet()) {
        net.answer(line, "recv", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void delaysOfOneConnectionDoNotAddUp(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("slow", "net#write(" + peer.address() + ")");
      net.declare("cut", "net#write(" + peer.address() + ")");
      Map<String, CompletableFuture<Long>> received = new HashMap<>();
      Map<String, Far> fars = new HashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peer));
      }
      net.enable("slow", "delay(500ms)");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.tell(one.getKey(), "spill 1000 10");
        received.put(one.getKey(), Far.begin(() -> one.getValue().receive(10_000)));
      }
      // Were they to add up, a thousand of them would take more than eight minutes.
      for (Map.Entry<String, CompletableFuture<Long>> one : received.entrySet()) {
        assertThat(one.getValue().get(4, TimeUnit.MINUTES)).as(one.getKey()).isEqualTo(10_000);
        net.answer(one.getKey(), "spill", "ok");
      }
      // Nor do they after a cut.
      net.enable("cut", "drop");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        net.tell(one.getKey(), "spill 1000 10");
        net.answer(one.getKey(), "spill", "ok");
        received.put(one.getKey(), Far.begin(() -> one.getValue().receive(10_000)));
      }
      net.heal("cut");
      for (Map.Entry<String, CompletableFuture<Long>> one : received.entrySet()) {
        assertThat(one.getValue().get(4, TimeUnit.MINUTES)).as(one.getKey()).isEqualTo(10_000);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatIsLostNowAndThenIsSentAgain(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peers peers = new Peers()) {
      Map<String, Far> fars = new LinkedHashMap<>();
      for (String line : Network.lines(jdk)) {
        fars.put(line, net.open(line, peers.of(line)));
        net.declare("lossy-" + line, "net#*(" + peers.of(line).address() + ")");
        net.enable("lossy-" + line, "3*drop");
      }
      List<CompletableFuture<?>> exchanges = new ArrayList<>();
      fars.forEach(
          (line, far) ->
              exchanges.add(
                  Far.begin(
                      () -> {
                        CutIT.exchange(net, line, far, 1000);
                        return line;
                      })));
      for (CompletableFuture<?> exchange : exchanges) {
        exchange.get(60, TimeUnit.SECONDS);
      }
      Far far = net.open("many", "socket", peers.of("many"));
      net.declare("lossy", "net#*(" + peers.of("many").address() + ")");
      net.enable("lossy", "10%drop");
      for (int i = 0; i < 8; i++) {
        CutIT.exchange(net, "many", far, 100);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void bothSidesSeeAReset(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      for (String op : new String[] {"write", "read"}) {
        net.declare("break", "net#" + op + "(" + peer.address() + ")");
        for (String line : Network.lines(jdk)) {
          String name = line + "-" + op;
          Far far = net.open(name, Network.kind(line), peer);
          if (line.startsWith("timed") || line.startsWith("virtual-timed")) {
            continue;
          }
          net.http.enable("break", "action=reset&one_shot=true");
          if (op.equals("read")) {
            far.send(100);
            net.tell(name, "recv 100");
            assertThat(net.said(name, "recv")).as(name).contains("Connection reset");
          } else {
            net.tell(name, "send 100");
            assertThat(net.said(name, "send")).as(name).contains("reset");
          }
          assertThatThrownBy(far::receiveAll)
              .as(name)
              .isInstanceOf(SocketException.class)
              .hasMessageContaining("reset");
          // And so it stays.
          net.tell(name, "recv 1");
          assertThat(net.said(name, "recv")).as(name).contains("Connection reset");
          net.tell(name, "send 1");
          assertThat(net.said(name, "send")).as(name).contains("Exception");
        }
        net.http.delete("/v2/error_injection/points/break").ok();
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatHangsStallsBothWaysUntilItIsHealed(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer();
        Peer other = new Peer()) {
      net.declare("hang", "net#write(" + peer.address() + ")");
      Far marker = net.open("marker", "socket", other);
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        net.enable("hang", "1*hang");
        net.tell(line, "send 100");
        net.answer(line, "send", "ok");
        far.send(100);
        net.tell(line, "recv 100");
        CutIT.exchange(net, "marker", marker, 100_000);
        assertThat(far.available()).as(line).isZero();
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
        net.heal("hang");
        assertThat(far.receive(100)).isEqualTo(100);
        net.answer(line, "recv", "ok");
        CutIT.exchange(net, line, far, 100_000);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aSlicedStreamIsReadInPiecesOfNoMoreThanThat(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("slice", "net#*(" + peer.address() + ")");
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        net.enable("slice", "slice(7)");
        net.tell(line, "recv 700");
        far.send(700);
        String said = net.said(line, "recv");
        assertThat(said).as(line).startsWith("ok reads=").endsWith("most=7");
        net.tell(line, "send 70000");
        assertThat(far.receive(70_000)).isEqualTo(70_000);
        net.answer(line, "send", "ok");
        net.heal("slice");
        CutIT.exchange(net, line, far, 100_000);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aLimitLetsJustSoManyBytesPassAndBreaksThen(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("limit", "net#write(" + peer.address() + ")");
      net.declare("limit-in", "net#read(" + peer.address() + ")");
      for (String line : Network.lines(jdk)) {
        if (line.contains("timed")) {
          continue;
        }
        Far out = net.open(line + "-out", Network.kind(line), peer);
        net.enable("limit", "limit(100KB)");
        net.tell(line + "-out", "send 300000");
        assertThatThrownBy(out::receiveAll)
            .as(line)
            .isInstanceOf(SocketException.class)
            .hasMessage("Connection reset after 102400");
        net.tell(line + "-out", "recv 1");
        assertThat(net.said(line + "-out", "recv")).as(line).contains("Connection reset");
        net.heal("limit");
        Far in = net.open(line + "-in", Network.kind(line), peer);
        net.enable("limit-in", "limit(1000)");
        net.tell(line + "-in", "recv 1000");
        in.send(3000);
        net.answer(line + "-in", "recv", "ok");
        net.tell(line + "-in", "recv 1");
        assertThat(net.said(line + "-in", "recv")).as(line).contains("Connection reset");
        net.heal("limit-in");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aThrottledStreamGoesOnAndIsFreeOnceItIsHealed(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("slow", "net#*(" + peer.address() + ")");
      // So slow that the test would not live to see the end of it.
      net.enable("slow", "throttle(1000)");
      Map<String, Far> fars = new LinkedHashMap<>();
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        fars.put(line, far);
        net.tell(line, "send " + MUCH);
        net.tell(line, "recv " + MUCH);
        sent.add(Far.begin(() -> far.sendAll(MUCH)));
      }
      for (Far far : fars.values()) {
        assertThat(far.receive(100)).isEqualTo(100);
      }
      net.heal("slow");
      for (Map.Entry<String, Far> one : fars.entrySet()) {
        assertThat(one.getValue().receive(MUCH - 100)).as(one.getKey()).isEqualTo(MUCH - 100);
        net.answer(one.getKey(), "send", "ok");
        net.answer(one.getKey(), "recv", "ok");
      }
      for (CompletableFuture<?> one : sent) {
        one.get(60, TimeUnit.SECONDS);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aPauseParksTheThreadUntilItIsReleased(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("stop", "net#write(" + peer.address() + ")");
      for (String line : Network.lines(jdk)) {
        Far far = net.open(line, peer);
        String cursor = net.enable("stop", "pause");
        net.tell(line, "send 1000");
        JsonNode parked = net.hit("stop", cursor, "write");
        assertThat(parked.path("phase").asText()).isEqualTo("parked");
        assertThat(parked.path("captured").path("bytes").asInt()).isPositive();
        assertThat(parked.path("captured").path("direction").asText()).isEqualTo("out");
        assertThat(parked.path("captured").path("peer").asText()).isEqualTo(peer.address());
        assertThat(far.available()).isZero();
        net.heal("stop");
        assertThat(far.receive(1000)).isEqualTo(1000);
        net.answer(line, "send", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void conditionsAndSeedsDecideWhichWritesAreTaken(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("odd", "net#write(" + peer.address() + ")");
      Far far = net.open("socket", peer);
      net.http.enable("odd", "action=throw(java.io.IOException)&when=bytes%3E500");
      net.tell("socket", "send 100");
      net.answer("socket", "send", "ok");
      assertThat(far.receive(100)).isEqualTo(100);
      net.tell("socket", "send 18");
      net.answer("socket", "send", "ok");
      assertThat(far.receive(18)).isEqualTo(18);
      long hits = net.http.enters("odd");
      net.tell("socket", "send 3000");
      net.answer("socket", "send", "java.io.IOException");
      assertThat(net.http.enters("odd")).isEqualTo(hits + 1);
      net.assertSound();
    }
  }
}
