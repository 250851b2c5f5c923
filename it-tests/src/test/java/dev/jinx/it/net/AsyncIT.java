package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.net.AsyncServer;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.awaitility.Awaitility;

/** Points on the connections of asynchronous channels, by futures and by handlers. */
class AsyncIT {
  private static final String[] LINES = {"async", "async-handler"};
  private static final int MUCH = 8_000_000;

  private static String cursor(Network net) {
    return net.http.get("/health").ok().json().get("cursor").asText();
  }

  @OnEveryJdk
  void aCutHoldsReadsThatHaveBegunReadsThatBeginAndWrites(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      for (String line : LINES) {
        Far far = net.open(line, peer);
        net.tell(line, "recv 100");
        if (line.equals(LINES[0])) {
          // The read has begun before anything was woven.
          net.declare("cut", "net#*(" + peer.address() + ")");
        }
        String cursor = net.enable("cut", "drop");
        far.send(100);
        assertThat(net.hit("cut", cursor, "read").at("/captured/bytes").asInt()).isPositive();
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
        cursor = cursor(net);
        net.tell(line, "send 1000");
        net.hit("cut", cursor, "write");
        assertThat(far.available()).as(line).isZero();
        assertThat(net.hasSaid(line, "send")).as(line).isFalse();
        net.heal("cut");
        net.answer(line, "recv", "ok");
        net.answer(line, "send", "ok");
        assertThat(far.receive(1000)).isEqualTo(1000);
        net.enable("cut", "delay(50ms)");
        far.send(200_000);
        net.tell(line, "recv 200000");
        net.answer(line, "recv", "ok");
        net.tell(line, "send 200000");
        assertThat(far.receive(200_000)).isEqualTo(200_000);
        net.answer(line, "send", "ok");
        net.heal("cut");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aConnectIsHeldOrRefusedAndAConnectionBreaks(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#*(" + peer.address() + ")");
      for (String line : LINES) {
        net.enable("cut", "refuse");
        net.tell(line, "open " + line + " 127.0.0.1 " + peer.port());
        net.answer(line, "open", "java.net.ConnectException: Connection refused");
        String cursor = net.enable("cut", "drop");
        net.tell(line, "open " + line + " 127.0.0.1 " + peer.port());
        net.hit("cut", cursor, "connect");
        assertThat(peer.hasMore()).isFalse();
        net.heal("cut");
        net.answer(line, "open", "ok");
        Far far = peer.next();
        net.tell(line, "recv 10");
        net.enable("cut", "reset");
        assertThatThrownBy(
                () -> {
                  far.send(10); // it may be broken before that
                  far.receive(1);
                })
            .isInstanceOf(SocketException.class);
        net.answer(line, "recv", "java.io.IOException: Connection reset");
        net.heal("cut");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatIsThrownEndsTheOperationAndNeitherTheNextNorTheGroup(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("odd", "net#read,write(" + peer.address() + ")");
      for (String line : LINES) {
        Far far = net.open(line, peer);
        // More often than the group has threads.
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
          net.tell(line, "recv 10");
          awaitReading(net, line);
          net.enable("odd", "throw(java.io.IOException)");
          far.send(10);
          net.answer(line, "recv", "java.io.IOException");
          net.tell(line, "recv 10");
          net.answer(line, "recv", "java.io.IOException");
          net.tell(line, "also 10");
          net.answer(line, "also", "java.io.IOException");
          net.heal("odd");
          net.tell(line, "recv 10");
          net.answer(line, "recv", "ok");
          net.tell(line, "send 10");
          net.answer(line, "send", "ok");
          assertThat(far.receive(10)).as(line).isEqualTo(10);
        }
      }
      net.assertSound();
    }
  }

  /** Until a read has begun, for which nothing has come. */
  private static void awaitReading(Network net, String line) {
    Awaitility.await()
        .atMost(TargetJvm.PATIENCE)
        .until(
            () -> {
              net.tell(line, "reading");
              return net.said(line, "reading").contains(",await,read,");
            });
  }

  @OnEveryJdk
  void aWriteGoesOnWhileAReadThatHasBegunIsHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#read(" + peer.address() + ")");
      for (String line : LINES) {
        Far far = net.open(line, peer);
        net.tell(line, "recv 10");
        awaitReading(net, line);
        String cursor = net.enable("cut", "drop");
        far.send(10);
        net.hit("cut", cursor, "read");
        net.tell(line, "send " + MUCH);
        assertThat(far.receive(MUCH)).as(line).isEqualTo(MUCH);
        net.answer(line, "send", "ok");
        assertThat(net.hasSaid(line, "recv")).as(line).isFalse();
        net.heal("cut");
        net.answer(line, "recv", "ok");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void timeLimitsAndCloseEndWhatIsHeld(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#read,write(" + peer.address() + ")");
      Far far = net.open("async-handler", peer);
      net.enable("cut", "drop");
      net.tell("async-handler", "limit 100");
      far.send(10);
      net.tell("async-handler", "recv 10");
      net.answer("async-handler", "recv", "java.nio.channels.InterruptedByTimeoutException");
      for (String line : LINES) {
        net.heal("cut");
        Far other = net.open(line, line, peer);
        net.tell(line, "limit 0");
        String cursor = net.enable("cut", "drop");
        net.tell(line, "recv 10");
        other.send(10);
        net.hit("cut", cursor, "read");
        cursor = cursor(net);
        net.tell(line, "send 10");
        net.hit("cut", cursor, "write");
        net.tell(line, "close");
        net.answer(line, "close", "ok");
        net.answer(line, "recv", "java.nio.channels.AsynchronousCloseException");
        net.answer(line, "send", "java.nio.channels.");
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatCannotBeDoneIsAnErrorOfTheArm(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk);
        Peer peer = new Peer()) {
      net.declare("cut", "net#write(" + peer.address() + ")");
      net.open("async", peer);
      net.enable("cut", "slice(10)");
      net.tell("async", "send 100");
      net.answer("async", "send", "ok");
      assertThat(net.http.get("/v2/error_injection/injection/cut").ok().json().toString())
          .contains("knows no throttle, slice and limit");
      net.assertSound();
    }
  }

  @OnEveryJdk
  void whatIsAcceptedIsRefusedOrNeverAnswered(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, AsyncServer.class)) {
      String port = net.said("server", "port");
      net.declare("at", "net#accept(; local :" + port + ")");
      for (int i = 0; i < 2; i++) {
        net.enable("at", "refuse");
        AcceptIT.assertRefused(Integer.parseInt(port));
        String cursor = net.enable("at", "hang");
        try (Socket socket = connect(port)) {
          socket.getOutputStream().write(42);
          net.hit("at", cursor, "accept");
          assertThat(socket.getInputStream().available()).isZero();
          net.heal("at");
          assertThat(socket.getInputStream().read()).isEqualTo(42);
        }
      }
      net.assertSound();
    }
  }

  private static Socket connect(String port) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), Integer.parseInt(port));
    socket.setSoTimeout((int) TargetJvm.PATIENCE.toMillis());
    return socket;
  }
}
