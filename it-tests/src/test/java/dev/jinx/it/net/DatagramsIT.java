package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Mails;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Datagrams are lost, late, doubled and in another order, without anybody being told. */
class DatagramsIT {
  private static final List<String> KINDS =
      List.of("datagrams", "channel", "selector", "connected", "connected-selector");

  /** A datagram waits no longer for others to change places with; their sender may stand still. */
  private static final long REORDER_MILLIS = 200;

  private static final int TRIES = 50;

  private static DatagramSocket far() throws IOException {
    DatagramSocket far = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    far.setSoTimeout(60_000);
    return far;
  }

  private static int next(DatagramSocket far) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    far.receive(packet);
    return ByteBuffer.wrap(packet.getData()).getInt();
  }

  private static List<Integer> next(DatagramSocket far, int count) throws IOException {
    List<Integer> got = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      got.add(next(far));
    }
    return got;
  }

  private static void send(DatagramSocket far, int port, int from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      byte[] data = ByteBuffer.allocate(4).putInt(from + i).array();
      far.send(
          new DatagramPacket(
              data, 4, new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port)));
    }
  }

  private static int open(Network net, String kind, DatagramSocket far) {
    return open(net, kind, kind, far);
  }

  private static int open(Network net, String name, String kind, DatagramSocket far) {
    net.tell(name, "open " + kind + " " + far.getLocalPort());
    return Integer.parseInt(net.said(name, "open"));
  }

  private static void send(Network net, String kind, int from, int count) {
    net.tell(kind, "send " + from + " " + count);
    net.answer(kind, "send", "ok");
  }

  private static List<Integer> row(int from, int count) {
    return IntStream.range(from, from + count).boxed().collect(Collectors.toList());
  }

  @OnEveryJdk
  void whatIsSentIsLostLateDoubledOrInAnotherOrder(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far()) {
      net.declare("post", "net#write(127.0.0.1:" + far.getLocalPort() + ")");
      for (String kind : KINDS) {
        open(net, kind, far);
        net.enable("post", "drop");
        send(net, kind, 0, 10);
        net.heal("post");
        send(net, kind, 100, 1);
        assertThat(next(far)).as(kind).isEqualTo(100);
        net.enable("post", "2*drop");
        send(net, kind, 200, 5);
        assertThat(next(far, 3)).as(kind).isEqualTo(row(202, 3));
        net.enable("post", "delay(100ms)");
        send(net, kind, 300, 100);
        assertThat(next(far, 100)).as(kind).containsExactlyInAnyOrderElementsOf(row(300, 100));
        net.enable("post", "duplicate");
        send(net, kind, 400, 3);
        assertThat(next(far, 6)).as(kind).isEqualTo(List.of(400, 400, 401, 401, 402, 402));
        List<Integer> first = reordered(net, kind, far);
        assertThat(first).as(kind).isNotEqualTo(row(500, 20));
        assertThat(reordered(net, kind, far)).as(kind).isEqualTo(first);
        net.enable("post", "delay(1h)");
        send(net, kind, 600, 1);
        net.heal("post");
        assertThat(next(far)).as(kind).isEqualTo(600);
      }
      net.assertSound();
    }
  }

  private static List<Integer> reordered(Network net, String kind, DatagramSocket far)
      throws IOException {
    for (int i = 0; i < TRIES; i++) {
      net.http.enable("post", "action=reorder(5)&seed=7");
      net.tell(kind, "send 500 20");
      String[] said = net.said(kind, "send").split(" ");
      assertThat(said[0]).as(kind).isEqualTo("ok");
      List<Integer> got = next(far, 20);
      assertThat(got).as(kind).containsExactlyInAnyOrderElementsOf(row(500, 20));
      if (Long.parseLong(said[1]) < REORDER_MILLIS) {
        return got;
      }
    }
    throw new AssertionError(kind + " never sent 20 datagrams in " + REORDER_MILLIS + " ms");
  }

  @OnEveryJdk
  void whatIsReceivedIsLostLateDoubledOrInAnotherOrder(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far()) {
      net.declare("post", "net#read(127.0.0.1:" + far.getLocalPort() + ")");
      for (String kind : KINDS) {
        int port = open(net, kind, far);
        net.enable("post", "3*drop");
        net.tell(kind, "recv 2");
        send(far, port, 0, 5);
        net.answer(kind, "recv", "3,4");
        net.enable("post", "delay(100ms)");
        net.tell(kind, "recv 20");
        send(far, port, 0, 20);
        net.answer(kind, "recv", text(row(0, 20)));
        net.enable("post", "duplicate");
        net.tell(kind, "recv 4");
        send(far, port, 7, 2);
        net.answer(kind, "recv", "7,7,8,8");
        net.enable("post", "reorder(4)");
        net.tell(kind, "recv 4");
        send(far, port, 1, 4);
        assertThat(net.said(kind, "recv").split(","))
            .as(kind)
            .containsExactlyInAnyOrder("1", "2", "3", "4");
        net.enable("post", "delay(1h)");
        String cursor = net.http.get("/health").ok().json().get("cursor").asText();
        net.tell(kind, "recv 1");
        send(far, port, 9, 1);
        net.hit("post", cursor, "read");
        net.heal("post");
        net.answer(kind, "recv", "9");
        net.tell(kind, "recv 3");
        send(far, port, 10, 3);
        net.answer(kind, "recv", "10,11,12");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoSendsThatNoPointMeansIsReceivedAsEver(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far();
        DatagramSocket other = far()) {
      net.declare("post", "net#*(127.0.0.1:" + far.getLocalPort() + ")");
      for (String kind : List.of("datagrams", "channel", "selector")) {
        int port = open(net, kind, far);
        net.enable("post", "drop");
        for (int i = 0; i < 2; i++) {
          // At first nobody was met that the point means; then it has to be looked at each.
          net.tell(kind, "recv 2");
          send(other, port, 10, 2);
          net.answer(kind, "recv", "10,11");
          net.tell(kind, "recv 3");
          send(far, port, 20, 1);
          send(other, port, 30, 3);
          net.answer(kind, "recv", "30,31,32");
        }
        net.heal("post");
        net.tell(kind, "recv 1");
        send(far, port, 40, 1);
        net.answer(kind, "recv", "40");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aSelectorDoesNotSpinOnceItWasGivenWhatWasHeldBack(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far();
        DatagramSocket other = far()) {
      net.declare("post", "net#read(127.0.0.1:" + far.getLocalPort() + ")");
      open(net, "marker", "channel", other);
      for (String kind : List.of("selector", "connected-selector")) {
        int port = open(net, kind, far);
        net.enable("post", "delay(50ms)");
        for (int i = 0; i < 2; i++) {
          net.tell(kind, "recv 2");
          send(far, port, 7, 2);
          net.answer(kind, "recv", "7,8");
          net.tell(kind, "recv 1");
          for (int k = 0; k < 50; k++) {
            send(net, "marker", k, 1);
            assertThat(next(other)).isEqualTo(k);
          }
          net.tell(kind, "selects 0");
          assertThat(Integer.parseInt(net.said(kind, "selects"))).as(kind).isLessThan(30);
          send(far, port, 9, 1);
          net.answer(kind, "recv", "9");
          net.heal("post");
        }
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatIsHeldBackOfASocketThatIsClosedOrConnectedElsewhereIsLostAndTold(Jdk jdk)
      throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far();
        DatagramSocket other = far()) {
      net.declare("out", "net#write(127.0.0.1:" + far.getLocalPort() + ")");
      net.declare("in", "net#read(127.0.0.1:" + far.getLocalPort() + ")");
      net.enable("out", "delay(1h)");
      open(net, "channel", far);
      send(net, "channel", 1, 1);
      net.tell("channel", "close 0");
      net.answer("channel", "close", "ok");
      awaitError(net, "out", "its socket was closed");
      int port = open(net, "selector", far);
      String cursor = net.enable("in", "delay(1h)");
      net.tell("selector", "recv 1");
      send(far, port, 2, 1);
      net.hit("in", cursor, "read");
      net.tell("selector", "connect " + other.getLocalPort());
      net.answer("selector", "connect", "ok");
      net.heal("in");
      send(other, port, 3, 1);
      net.answer("selector", "recv", "3");
      net.assertSound();
    }
  }

  private static void awaitError(Network net, String name, String text) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        net.http
                            .get("/v2/error_injection/injection/" + name)
                            .ok()
                            .json()
                            .toString())
                    .contains(text));
  }

  private static String text(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  @OnEveryJdk
  void aSocketHangsUntilTheLastArmThatHasItHangEnds(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Mails.class);
        DatagramSocket far = far()) {
      net.declare("one", "net#write(127.0.0.1:" + far.getLocalPort() + ")");
      net.declare("two", "net#write(127.0.0.1:" + far.getLocalPort() + ")");
      open(net, "datagrams", far);
      for (String last : List.of("one", "two")) {
        net.enable("one", "hang");
        net.enable("two", "hang");
        send(net, "datagrams", 1, 1);
        net.heal(last.equals("one") ? "two" : "one");
        send(net, "datagrams", 2, 1);
        net.heal(last);
        send(net, "datagrams", 3, 1);
        assertThat(next(far)).as(last).isEqualTo(3);
      }
      net.assertSound();
    }
  }
}
