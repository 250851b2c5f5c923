package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.util.Map;

/** Who waits at a cut connection sees what the JDK shows when another thread ends that. */
class EndsIT {
  private static final Map<String, String> CLOSED =
      Map.of(
          "socket", "java.net.SocketException: Socket closed",
          "virtual-socket", "java.net.SocketException: Socket closed",
          "adaptor", "java.",
          "channel", "java.nio.channels.AsynchronousCloseException",
          "virtual-channel", "java.nio.channels.AsynchronousCloseException",
          "selector", "java.nio.channels.Closed");

  private static boolean has(Jdk jdk, String line) {
    return jdk.feature() >= 21 || !line.startsWith("virtual");
  }

  @OnEveryJdk
  void closingEndsAReadAndAWriteThatAreHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#read,write(" + peer.address() + ")");
      for (Map.Entry<String, String> one : CLOSED.entrySet()) {
        String line = one.getKey();
        if (!has(jdk, line)) {
          continue;
        }
        Far far = net.open(line, peer);
        String cursor = net.enable("cut", "drop");
        far.send(10);
        net.tell(line, "recv 10");
        net.hit("cut", cursor, "read");
        net.tell(line, "send 10000000");
        net.hit("cut", cursor, "write");
        net.tell(line, "close");
        net.answer(line, "close", "ok");
        assertThat(net.said(line, "recv")).as(line + " recv").startsWith(one.getValue());
        // It may have been between two of its writes.
        assertThat(net.said(line, "send"))
            .as(line + " send")
            .contains("Exception")
            .contains("lose");
        net.heal("cut");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void closingEndsAConnectThatIsHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#connect(" + peer.address() + ")");
      String cursor = net.enable("cut", "drop");
      net.tell("channel", "begin channel 127.0.0.1 " + peer.port());
      net.hit("cut", cursor, "connect");
      net.tell("channel", "abandon");
      net.answer("channel", "begin", "java.nio.channels.AsynchronousCloseException");
      cursor = net.enable("cut", "drop");
      net.tell("socket", "begin socket 127.0.0.1 " + peer.port());
      net.hit("cut", cursor, "connect");
      net.tell("socket", "abandon");
      net.answer("socket", "begin", "java.net.SocketException: Socket closed");
      assertThat(peer.hasMore()).isFalse();
      net.assertSound();
    }
  }

  @OnEveryJdk
  void anInterruptIsKeptByASocketAndClosesAChannel(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#read,write(" + peer.address() + ")");
      for (String line : new String[] {"socket", "channel", "virtual-socket", "virtual-channel"}) {
        if (!has(jdk, line)) {
          continue;
        }
        Far far = net.open(line, peer);
        String cursor = net.enable("cut", "drop");
        far.send(10);
        net.tell(line, "recv 10");
        net.hit("cut", cursor, "read");
        net.tell(line, "interrupt");
        net.answer(line, "interrupt", "ok");
        if (line.equals("channel") || line.equals("virtual-channel")) {
          net.answer(line, "recv", "java.nio.channels.ClosedByInterruptException");
        } else if (line.equals("virtual-socket")) {
          net.answer(line, "recv", "java.net.SocketException: Closed by interrupt");
        }
        net.heal("cut");
        if (line.equals("socket")) {
          net.answer(line, "recv", "ok");
        }
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aReadWithATimeLimitEndsWithItWhileItIsCut(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#read(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor", "virtual-socket", "virtual-adaptor"}) {
        if (!has(jdk, line)) {
          continue;
        }
        Far far = net.open(line, peer);
        net.tell(line, "limit 100");
        net.enable("cut", "drop");
        far.send(10);
        for (int i = 0; i < 3; i++) {
          net.tell(line, "recv 10");
          net.answer(line, "recv", "java.net.SocketTimeoutException: Read timed out");
        }
        net.heal("cut");
        net.tell(line, "recv 10");
        net.answer(line, "recv", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aReadThatTheProgramItselfEndsIsNotHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      for (String line : new String[] {"socket", "adaptor", "channel", "virtual-socket"}) {
        if (!has(jdk, line)) {
          continue;
        }
        net.open(line, peer);
        // It sits in the JDK's read when the point comes.
        net.tell(line, "recv 10");
        net.declare(line, "net#read(" + peer.address() + ")");
        net.enable(line, "drop");
        net.tell(line, "shut");
        net.answer(line, "shut", "ok");
        net.answer(line, "recv", "-1 after 0");
        net.heal(line);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whoIsPausedInAWriteHoldsNoOtherWriterOfTheConnection(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor", "channel", "virtual-socket"}) {
        if (!has(jdk, line)) {
          continue;
        }
        Far far = net.open(line, peer);
        String cursor = net.http.enable("cut", "action=pause&one_shot=true");
        net.tell(line, "send 10");
        net.hit("cut", cursor, "write");
        net.tell(line, "also 3");
        net.answer(line, "also", "ok");
        assertThat(far.socket().getInputStream().readNBytes(3)).isEqualTo(new byte[3]);
        assertThat(net.hasSaid(line, "send")).as(line).isFalse();
        net.http.release("cut");
        net.answer(line, "send", "ok");
        assertThat(far.receive(10)).isEqualTo(10);
      }
      net.assertSound();
    }
  }
}
