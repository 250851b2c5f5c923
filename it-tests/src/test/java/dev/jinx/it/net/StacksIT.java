package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.net.Lines;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Faults below what lies upon the JDK's connections: its TLS, Netty's NIO, and TLS over that. */
class StacksIT {
  private static final List<String> KINDS = List.of("tls", "tls-adaptor", "netty", "netty-tls");
  private static final int SOME = 1000;
  private static final int MUCH = 8_000_000;

  private static Path program;
  private static Tls tls;

  private Peer plain;
  private Peer encrypted;

  @BeforeAll
  static void makeProgramAndKey() throws Exception {
    Path[] jars = Programs.jars("netty");
    Path pipes = JinxJar.classesOf(Lines.class);
    program =
        Programs.compile(
            "netty", Stream.concat(Stream.of(jars), Stream.of(pipes)).toArray(Path[]::new));
    tls = new Tls();
  }

  @BeforeEach
  void listen() {
    plain = new Peer();
    encrypted = new Peer(tls::greet);
  }

  @AfterEach
  void close() throws IOException {
    plain.close();
    encrypted.close();
  }

  private static Network start(Jdk jdk) {
    return Network.start(
        Launch.on(jdk)
            .jvm(tls.trust())
            .classPath(program, JinxJar.classesOf(Lines.class))
            .classPath(Programs.jars("netty"))
            .main("com.acme.netty.NettyLines"));
  }

  private Peer peer(String kind) {
    return kind.contains("tls") ? encrypted : plain;
  }

  private String to(String op) {
    return "net#" + op + "(" + plain.address() + ", " + encrypted.address() + ")";
  }

  private Map<String, Far> openAll(Network net) {
    Map<String, Far> fars = new LinkedHashMap<>();
    KINDS.forEach(kind -> fars.put(kind, net.open(kind, peer(kind))));
    return fars;
  }

  private interface Step {
    void take(String line, Far far) throws Exception;
  }

  private static void each(Map<String, Far> fars, Step step) throws Exception {
    for (Map.Entry<String, Far> one : fars.entrySet()) {
      step.take(one.getKey(), one.getValue());
    }
  }

  @OnEveryJdk
  void aCutStallsBothDirectionsAndHealingDeliversAllOfIt(Jdk jdk) throws Exception {
    try (Network net = start(jdk);
        Peer other = new Peer()) {
      Far marker = net.open("marker", "netty", other);
      Map<String, Far> fars = openAll(net);
      each(fars, (line, far) -> CutIT.exchange(net, line, far, SOME));
      // They wait for bytes before any point is there.
      each(fars, (line, far) -> net.tell(line, "recv " + MUCH));
      net.declare("cut", to("*"));
      String cursor = net.enable("cut", "drop");
      Map<String, CompletableFuture<Long>> sent = new LinkedHashMap<>();
      each(fars, (line, far) -> sent.put(line, Far.begin(() -> far.sendAll(MUCH))));
      each(fars, (line, far) -> net.tell(line, "send " + MUCH));
      net.hit("cut", cursor, "read");
      net.hit("cut", cursor, "write");
      CutIT.exchange(net, "marker", marker, MUCH);
      each(
          fars,
          (line, far) -> {
            assertThat(far.available()).as(line).isZero();
            assertThat(net.hasSaid(line, "send")).as(line).isFalse();
            assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
          });
      net.heal("cut");
      each(
          fars,
          (line, far) -> {
            assertThat(far.receive(MUCH)).as(line).isEqualTo(MUCH);
            net.answer(line, "send", "ok");
            net.answer(line, "recv", "ok");
            sent.get(line).get(60, TimeUnit.SECONDS);
            CutIT.exchange(net, line, far, SOME);
          });
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoConnectsDuringACutShakesHandsOnceItIsHealed(Jdk jdk) throws Exception {
    try (Network net = start(jdk)) {
      net.declare("connect", to("connect"));
      net.declare("hands", to("read"));
      for (String point : new String[] {"connect", "hands"}) {
        for (String kind : KINDS) {
          String line = kind + "-" + point;
          String cursor = net.enable(point, "drop");
          net.tell(line, "open " + kind + " 127.0.0.1 " + peer(kind).port());
          if (point.equals("connect") || kind.contains("tls")) {
            net.hit(point, cursor, point.equals("connect") ? "connect" : "read");
            assertThat(net.hasSaid(line, "open")).as(line).isFalse();
          }
          net.heal(point);
          net.answer(line, "open", "ok");
          CutIT.exchange(net, line, peer(kind).next(), SOME);
        }
      }
      net.enable("connect", "refuse");
      for (String kind : KINDS) {
        net.tell(kind, "open " + kind + " 127.0.0.1 " + peer(kind).port());
        assertThat(net.said(kind, "open"))
            .as(kind)
            .contains("ConnectException: Connection refused");
        assertThat(peer(kind).hasMore()).as(kind).isFalse();
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void filtersLeaveEveryByteWhole(Jdk jdk) throws Exception {
    try (Network net = start(jdk)) {
      net.declare("filter", to("read,write"));
      Map<String, Far> fars = openAll(net);
      for (String action :
          List.of("delay(5ms..20ms)", "slice(700)", "3*drop", "throttle(8MB)", "duplicate")) {
        net.enable("filter", action);
        each(fars, (line, far) -> CutIT.exchange(net, line, far, 300_000));
        assertThat(net.http.enters("filter")).as(action).isPositive();
        net.heal("filter");
      }
      net.enable("filter", "delay(1h)");
      each(
          fars,
          (line, far) -> {
            net.tell(line, "send " + SOME);
            net.answer(line, "send", "ok"); // the sender is not held
            assertThat(far.available()).as(line).isZero();
          });
      net.heal("filter");
      each(fars, (line, far) -> assertThat(far.receive(SOME)).as(line).isEqualTo(SOME));
      net.assertSound();
    }
  }

  @OnEveryJdk
  void bothSidesSeeAResetAndALimit(Jdk jdk) throws Exception {
    try (Network net = start(jdk)) {
      net.declare("break", to("write"));
      for (String action : new String[] {"reset", "limit(100KB)"}) {
        for (String kind : KINDS) {
          String line = kind + "-" + action;
          Far far = net.open(line, kind, peer(kind));
          CutIT.exchange(net, line, far, SOME); // so that both have shaken hands
          net.enable("break", action);
          net.tell(line, "recv 1");
          net.tell(line, "send 300000");
          assertThatThrownBy(far::receiveAll).as(line).hasMessageContaining("reset");
          assertThat(net.said(line, "recv")).as(line).contains("Exception");
          assertThat(far.arrived()).as(line).isLessThanOrEqualTo(SOME + 100 * 1024);
          net.tell(line, "send 1");
          net.said(line, "send");
          assertThat(net.said(line, "send")).as(line).contains("Exception");
          net.heal("break");
        }
      }
      net.assertSound();
    }
  }
}
