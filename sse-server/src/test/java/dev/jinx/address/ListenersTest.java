package dev.jinx.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against the kernel's own tables, and sockets that this process has bound. */
@EnabledOnOs(OS.LINUX)
class ListenersTest {
  private final Listeners listeners = new Listeners();

  private List<String> texts() throws IOException {
    return listeners.all().stream().map(Listener::text).toList();
  }

  @Test
  void tellsTheAddressThatASocketWasBoundTo() throws IOException {
    assertThat(listeners.areKnown()).isTrue();
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
        ServerSocketChannel other = ServerSocketChannel.open()) {
      other.bind(new InetSocketAddress("127.0.0.3", 0));
      assertThat(texts())
          .contains("127.0.0.2:" + one.getLocalPort(), "127.0.0.3:" + other.socket().getLocalPort())
          .doesNotContain("127.0.0.3:" + one.getLocalPort());
    }
  }

  @Test
  void tellsAddressesOfVersionSixInTheirShortestForm() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      assertThat(texts()).contains("[::1]:" + socket.getLocalPort());
    }
  }

  @Test
  void tellsEveryAddressAsAStar() throws IOException {
    try (ServerSocket both = new ServerSocket(0);
        ServerSocketChannel four = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      four.bind(null);
      assertThat(texts()).contains("*:" + both.getLocalPort(), "*:" + four.socket().getLocalPort());
    }
  }

  @Test
  void seesWhatComesAndGoesBetweenTwoLooks() throws IOException {
    String first;
    try (ServerSocket socket = new ServerSocket(0)) {
      first = "*:" + socket.getLocalPort();
      assertThat(texts()).contains(first);
      try (ServerSocket further = new ServerSocket(0)) {
        assertThat(texts()).contains(first, "*:" + further.getLocalPort());
      }
    }
    assertThat(texts()).doesNotContain(first);
  }

  @Test
  void doesNotTakeConnectionsForListeners() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      assertThat(texts())
          .doesNotContain("127.0.0.1:" + client.getLocalPort())
          .containsOnlyOnce("127.0.0.1:" + accepted.getLocalPort());
    }
  }

  @Test
  void doesNotTellListenersOfOtherProcesses(@TempDir Path directory) throws Exception {
    Path source = Files.writeString(directory.resolve("Other.java"), OTHER);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process other = new ProcessBuilder(java.toString(), source.toString()).start();
    try (var out = other.inputReader()) {
      String port = out.readLine();
      assertThat(port).matches("\\d+");
      assertThat(texts()).doesNotContain("127.0.0.4:" + port);
      Listeners ofTheOther = new Listeners(Path.of("/proc/" + other.pid()));
      assertThat(ofTheOther.all()).extracting(Listener::text).contains("127.0.0.4:" + port);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private static final String OTHER =
      """
      public class Other {
        public static void main(String[] args) throws Exception {
          var address = java.net.InetAddress.getByName("127.0.0.4");
          var socket = new java.net.ServerSocket(0, 1, address);
          System.out.println(socket.getLocalPort());
          socket.accept();
        }
      }
      """;

  @Test
  void knowsNothingWhereThereIsNoProc(@TempDir Path directory) throws IOException {
    Listeners none = new Listeners(directory);

    assertThat(none.areKnown()).isFalse();
    assertThat(none.all()).isEmpty();
  }
}
