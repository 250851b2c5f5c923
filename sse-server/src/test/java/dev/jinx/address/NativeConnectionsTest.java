package dev.jinx.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.net.AddressText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what the kernel tells of a process with three event loops. */
class NativeConnectionsTest {
  private static final String REST = " 00000000:00000000 00:00000000 00000000  1000        0 ";

  @TempDir Path process;

  @BeforeEach
  void isLittleEndian() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void areThoseWhoseLoopAsksForWhatTheJdkNeverDoes() throws IOException {
    net(
        "   0: 0100007F:EB10 0200007F:6978 01" + REST + "9748207 1 0 20 4 30 10 -1",
        "   1: 0100007F:EB12 0200007F:6978 01" + REST + "9748208 1 0 20 4 30 10 -1",
        "   3: 0100007F:EB14 0200007F:6978 01" + REST + "9748211 1 0 20 4 30 10 -1",
        "   2: 0100007F:6978 00000000:0000 0A" + REST + "9748209 1 0 100 0 0 10 0");
    descriptor("4", "anon_inode:[eventpoll]");
    descriptor("7", "socket:[9748207]");
    told("4", "19 data: 7  pos:0 ino:94beef", "80000019 data: 9  pos:0 ino:94bef1");
    descriptor("6", "anon_inode:[eventpoll]");
    told("6", "2019 data: 6  pos:0 ino:94bef3");
    descriptor("5", "anon_inode:[eventpoll]");
    told("5", "19 data: 8  pos:0 ino:94bef0", "40000001 data: 8  pos:0 ino:94bef0");

    assertThat(texts())
        .containsExactly("127.0.0.1:60176 127.0.0.2:27000", "127.0.0.1:60180 127.0.0.2:27000");
  }

  @Test
  void areThoseThatTheKernelTellsOf() throws IOException {
    net("   0: 0100007F:EB10 0200007F:6978 01" + REST + "9748207 1 0 20 4 30 10 -1");
    descriptor("4", "anon_inode:[eventpoll]");
    Files.createDirectories(process.resolve("fdinfo/4")); // which nobody can read as a file
    descriptor("5", "anon_inode:[eventpoll]"); // closed meanwhile
    descriptor("6", "anon_inode:[eventpoll]");
    told("6", "80002019 data: 7  pos:0 ino:94beef");

    assertThat(texts()).containsExactly("127.0.0.1:60176 127.0.0.2:27000");
  }

  @Test
  void areNotKnownWhereThereIsNoProc() throws IOException {
    assertThat(texts()).isEmpty();
  }

  private List<String> texts() throws IOException {
    return new NativeConnections(process)
        .all().stream()
            .map(each -> AddressText.of(each.local()) + " " + AddressText.of(each.peer()))
            .toList();
  }

  private void net(String... rows) throws IOException {
    Path net = Files.createDirectories(process.resolve("net"));
    Files.writeString(net.resolve("tcp"), "heading\n" + String.join("\n", rows) + "\n");
  }

  private void descriptor(String number, String target) throws IOException {
    Path descriptors = Files.createDirectories(process.resolve("fd"));
    Files.createSymbolicLink(descriptors.resolve(number), Path.of(target));
  }

  private void told(String number, String... watched) throws IOException {
    Path told = Files.createDirectories(process.resolve("fdinfo"));
    StringBuilder lines = new StringBuilder("pos:\t0\nflags:\t02000002\n");
    for (String each : watched) {
      lines.append("tfd:        7 events: ").append(each).append(" sdev:9\n");
    }
    Files.writeString(told.resolve(number), lines);
  }
}
