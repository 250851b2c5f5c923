package dev.jinx.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.net.AddressText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the kernel's table, as a machine of the usual byte order writes them. */
class SocketTableTest {
  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
          + "  timeout inode\n";
  private static final String REST = " 00000000:00000000 00:00000000 00000000  1000        0 ";

  @TempDir Path directory;

  @BeforeEach
  void isLittleEndian() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  private List<SocketTable.Row> read(Set<String> states, String lines) throws IOException {
    Files.writeString(
        Files.createDirectories(directory.resolve("net")).resolve("tcp"), HEADING + lines);
    List<SocketTable.Row> rows = new ArrayList<>();
    SocketTable.read(directory, states, rows::add);
    return rows;
  }

  @Test
  void tellsWhichSocketsListenAndWhichAreConnected() throws IOException {
    String lines =
        "   0: 0200007F:0B48 00000000:0000 0A"
            + REST
            + "4711 1 0 100 0 0 10 0\n"
            + "   1: 0100007F:1F90 0100007F:C001 01"
            + REST
            + "4712 1 0 20 4 30 10 -1\n"
            + "   2: 00000000:0885 00000000:0000 0A"
            + REST
            + "4713 1 0 100 0 0 10 0\n"
            + "   3: 0100007F:1F90 0100007F:C002 06 of another form\n";

    assertThat(read(SocketTable.LISTENING, lines))
        .extracting(SocketTable.Row::inode)
        .containsExactly(4711L, 4713L);
    List<SocketTable.Row> connected = read(SocketTable.CONNECTED, lines);
    assertThat(connected).extracting(SocketTable.Row::inode).containsExactly(4712L);
    assertThat(AddressText.of(connected.get(0).localAddress())).isEqualTo("127.0.0.1:8080");
    assertThat(AddressText.of(connected.get(0).peerAddress())).isEqualTo("127.0.0.1:49153");
  }

  @Test
  void readsVersionSixAndVersionFourWithin() throws IOException {
    assertThat(AddressText.of(SocketTable.address("00000000000000000000000001000000:0B48")))
        .isEqualTo("[::1]:2888");
    assertThat(AddressText.of(SocketTable.address("0000000000000000FFFF00000200007F:0B48")))
        .isEqualTo("127.0.0.2:2888");
    assertThat(AddressText.of(SocketTable.address("B80D012000000000000000000A000000:0001")))
        .isEqualTo("[2001:db8::a]:1");
    assertThat(new Listener(SocketTable.address("00000000000000000000000000000000:0885")).text())
        .isEqualTo("*:2181");
  }

  @Test
  void refusesATableOfAnotherForm() {
    assertThatThrownBy(
            () -> read(SocketTable.LISTENING, "   0: 0200007F:0B48 00000000:0000 0A 1 2\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no inode");
    assertThatThrownBy(
            () -> {
              String line = "   0: 127.0.0.1:2888 00000000:0000 0A" + REST + "4711 1\n";
              read(SocketTable.LISTENING, line).get(0).localAddress();
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in no known form");
  }
}
