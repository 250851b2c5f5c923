package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.net.Lines;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

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
  void aCloseThatThrowsClosesNeverthelessAndLosesNothing(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      net.declare("odd", "net#close(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor", "channel", "selector", "async"}) {
        Far far = net.open(line, peer);
        if (!line.equals("async")) {
          net.enable("cut", "drop");
        }
        net.enable("odd", "throw(java.io.IOException)");
        net.tell(line, "send 10");
        net.answer(line, "send", "ok");
        net.tell(line, "close");
        net.answer(line, "close", "java.io.IOException");
        net.heal("odd");
        // As far as it knows; of selectors it has to take its leave.
        net.tell(line, "close");
        net.answer(line, "close", "ok");
        net.heal("cut");
        assertThat(far.receiveAll()).as(line).isEqualTo(10);
      }
      awaitNoneLeftOpen(net);
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aReadThatHadBegunAndBreaksLeavesNothingOpen(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("break", "net#read(" + peer.address() + ")");
      for (String line : new String[] {"socket", "adaptor", "channel"}) {
        Far far = net.open(line, peer);
        net.tell(line, "recv 10");
        CutIT.awaitReading(net, line);
        net.enable("break", "reset");
        far.send(1); // a second write might find it broken
        assertThat(net.said(line, "recv")).as(line).contains("Connection reset");
        net.heal("break");
        net.tell(line, "close");
        net.answer(line, "close", "ok");
      }
      awaitNoneLeftOpen(net);
      net.assertSound();
    }
  }

  /** What is closed while a thread is in it is another descriptor of one socket until it is out. */
  private static void awaitNoneLeftOpen(Network net) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .untilAsserted(() -> assertThat(sockets(net.jvm.pid())).doesNotHaveDuplicates());
  }

  private static List<String> sockets(long pid) throws IOException {
    List<String> sockets = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path one : all) {
        try {
          String to = Files.readSymbolicLink(one).toString();
          if (to.startsWith("socket:")) {
            sockets.add(to);
          }
        } catch (NoSuchFileException closed) {
          continue;
        }
      }
    }
    return sockets;
  }

  @OnEveryJdk
  void whereNoDescriptorIsLeftASoundConnectionGoesOnAsWithoutThePoint(Jdk jdk) throws Exception {
    Launch few =
        Launch.on(jdk)
            .under(List.of("sh", "-c", "ulimit -n 400; exec \"$@\"", "sh"))
            .main(Lines.class);
    try (Network net = Network.start(few);
        Peer peer = new Peer()) {
      net.declare("slow", "net#write(" + peer.address() + ")");
      Map<String, Far> fars = new HashMap<>();
      for (String line : new String[] {"socket", "adaptor", "channel", "selector"}) {
        Far far = net.open(line, peer);
        CutIT.exchange(net, line, far, 10);
        fars.put(line, far);
      }
      String cursor = net.enable("slow", "delay(1ms)");
      net.tell("socket", "exhaust");
      net.answer("socket", "exhaust", "ok");
      for (String line : fars.keySet()) {
        net.tell(line, "send 10");
        net.answer(line, "send", "ok");
        assertThat(fars.get(line).receive(10)).as(line).isEqualTo(10);
      }
      net.tell("socket", "relent");
      net.answer("socket", "relent", "ok");
      net.hit("slow", cursor, "write");
      assertThat(net.http.get("/health").ok().json().path("problems").toString())
          .contains("holding bytes back");
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
