package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void holdsPortsThatNobodyElseGets() throws IOException {
    try (FreePorts some = FreePorts.hold(20);
        FreePorts others = FreePorts.hold(20)) {
      assertThat(some.all()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(others.all());
      assertThat(some.all()).allSatisfy(port -> assertThat(port).isBetween(1024, 65535));
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress("127.0.0.1", some.get(0)));
        assertThat(socket.isBound()).isTrue();
      }
    }
  }
}
