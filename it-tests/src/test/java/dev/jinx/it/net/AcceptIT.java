package dev.jinx.it.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.net.Servers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** What those see who connect to a program at whose listening side points are. */
class AcceptIT {
  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static Socket connect(int port, List<Socket> open) throws IOException {
    Socket socket = connect(port);
    open.add(socket);
    return socket;
  }

  /** It may be broken before who connects has looked whether it is there. */
  static void assertRefused(int port) {
    assertThatThrownBy(
            () -> {
              try (Socket socket = connect(port)) {
                socket.getInputStream().read();
              }
            })
        .isInstanceOf(SocketException.class);
  }

  private static void echo(Socket socket) throws IOException {
    socket.getOutputStream().write(42);
    assertThat(socket.getInputStream().read()).isEqualTo(42);
  }

  @OnEveryJdk
  void whoIsAcceptedByACallThatThrowsIsNotLeftConnectedToNobody(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Servers.class)) {
      String port = net.said("server", "ports").split(" ")[0];
      net.declare("at", "net#accept(; local :" + port + ")");
      net.enable("at", "throw(java.io.IOException)");
      try (Socket socket = connect(Integer.parseInt(port))) {
        net.answer("server", "broken", "java.io.IOException");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      net.assertSound();
    }
  }

  @OnEveryJdk
  void aConnectionHasOneNumberFromItsAcceptOnAndOthersUseNoneUp(Jdk jdk) throws Exception {
    // What nobody holds is closed with the next collection, and the server reads its end.
    List<Socket> open = new ArrayList<>();
    try (Network net = Network.start(jdk, Servers.class)) {
      String[] ports = net.said("server", "ports").split(" ");
      int number = 0;
      for (int i = 0; i < 2; i++) {
        int to = Integer.parseInt(ports[i]);
        String name = "at" + to;
        net.declare(name, "net#accept,read(; local :" + to + ")");
        // A thread that waited for it before any point was declared is past the gate.
        echo(connect(to, open));
        String cursor = net.enable(name, "observe");
        for (int k = 0; k < 2; k++) {
          echo(connect(Integer.parseInt(ports[1 - i]), open));
          echo(connect(to, open));
          number++;
          JsonNode accepted = net.hit(name, cursor, "accept").path("captured");
          assertThat(accepted.path("connection").asInt()).isEqualTo(number);
          JsonNode read = net.hit(name, cursor, "read");
          assertThat(read.path("captured").path("connection").asInt()).isEqualTo(number);
          cursor = read.path("id").asText();
        }
        net.heal(name);
      }
      net.assertSound();
    } finally {
      for (Socket one : open) {
        one.close();
      }
    }
  }

  @OnEveryJdk
  void aConnectionIsRefusedOrTakenAndThenSilentOrTakenLater(Jdk jdk) throws Exception {
    try (Network net = Network.start(jdk, Servers.class)) {
      String[] ports = net.said("server", "ports").split(" ");
      for (String port : ports) {
        int to = Integer.parseInt(port);
        String name = "at" + port;
        net.declare(name, "net#accept(; local :" + port + ")");
        try (Socket before = connect(to)) {
          // A thread that waited for it before any point was declared is past the gate.
          echo(before);
          for (String action : new String[] {"refuse", "reset"}) {
            String cursor = net.enable(name, action);
            assertRefused(to);
            net.hit(name, cursor, "accept");
            net.answer("server", "reset", "Connection reset");
          }
          for (String action : new String[] {"drop", "hang", "delay(1h)"}) {
            String cursor = net.enable(name, action);
            try (Socket socket = connect(to)) {
              net.hit(name, cursor, "accept");
              socket.getOutputStream().write(1);
              echo(before);
              assertThat(socket.getInputStream().available()).isZero();
              net.heal(name);
              assertThat(socket.getInputStream().read()).isEqualTo(1);
              echo(socket);
            }
          }
          net.enable(name, "delay(50ms)");
          try (Socket socket = connect(to)) {
            echo(socket);
          }
          net.heal(name);
        }
      }
      net.assertSound();
    }
  }
}
