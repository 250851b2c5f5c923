package dev.jinx.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.net.AddressText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the kernel's table, as a machine of the usual byte order writes them. */
class ListenTableTest {
  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
          + "  timeout inode\n";
  private static final String REST = " 00000000:00000000 00:00000000 00000000  1000        0 ";

  @TempDir Path directory;

  @BeforeEach
  void isLittleEndian() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  private Map<Long, Listener> read(String lines) throws IOException {
    Path table = Files.writeString(directory.resolve("tcp"), HEADING + lines);
    Map<Long, Listener> into = new LinkedHashMap<>();
    ListenTable.read(table, into);
    return into;
  }

  @Test
  void takesTheLinesOfSocketsThatListen() throws IOException {
    Map<Long, Listener> read =
        read(
            "   0: 0200007F:0B48 00000000:0000 0A"
                + REST
                + "4711 1 0 100 0 0 10 0\n"
                + "   1: 0100007F:1F90 0100007F:C001 01"
                + REST
                + "4712 1 0 20 4 30 10 -1\n"
                + "   2: 00000000:0885 00000000:0000 0A"
                + REST
                + "4713 1 0 100 0 0 10 0\n");

    assertThat(read.keySet()).containsExactly(4711L, 4713L);
    assertThat(read.values())
        .extracting(Listener::text)
        .containsExactly("127.0.0.2:2888", "*:2181");
  }

  @Test
  void readsVersionSixAndVersionFourWithin() throws IOException {
    assertThat(AddressText.of(ListenTable.address("00000000000000000000000001000000:0B48")))
        .isEqualTo("[::1]:2888");
    assertThat(AddressText.of(ListenTable.address("0000000000000000FFFF00000200007F:0B48")))
        .isEqualTo("127.0.0.2:2888");
    assertThat(AddressText.of(ListenTable.address("B80D012000000000000000000A000000:0001")))
        .isEqualTo("[2001:db8::a]:1");
    assertThat(new Listener(ListenTable.address("00000000000000000000000000000000:0885")).text())
        .isEqualTo("*:2181");
  }

  @Test
  void refusesATableOfAnotherForm() {
    assertThatThrownBy(() -> read("   0: 0200007F:0B48 00000000:0000 0A 1 2\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has no inode");
    assertThatThrownBy(() -> read("   0: 127.0.0.1:2888 00000000:0000 0A" + REST + "4711 1\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in no known form");
  }
}
