package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.http.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodesTest {
  @Test
  void aListIsSeparatedByCommasOrLines() {
    Nodes nodes = Nodes.parse("n2=host2:7118, n1=host1:7117\n# none\n\nn3=[::1]:1 # last");
    assertThat(nodes.addresses())
        .containsExactly(
            java.util.Map.entry("n1", new Address("host1", 7117)),
            java.util.Map.entry("n2", new Address("host2", 7118)),
            java.util.Map.entry("n3", new Address("::1", 1)));
  }

  @Test
  void whatIsNoNodeIsRefusedWithItsLine() {
    assertThatThrownBy(() -> Nodes.parse("n1=h:1\nhost2:7118"))
        .hasMessage("line 2: not NAME=HOST:PORT: 'host2:7118'");
    assertThatThrownBy(() -> Nodes.parse("n 1=h:1")).hasMessageContaining("not NAME=HOST:PORT");
    assertThatThrownBy(() -> Nodes.parse("n1=h:99999"))
        .hasMessageContaining("line 1: ")
        .hasMessageContaining("99999");
  }

  @Test
  void twoNodesOfOneNameOrAtOneAddressAreRefused() {
    assertThatThrownBy(() -> Nodes.parse("n1=h:1,n1=h:2")).hasMessageContaining("n1 stands twice");
    assertThatThrownBy(() -> Nodes.parse("n1=h:1,n2=h:1"))
        .hasMessage("line 1: n1 and n2 are both at h:1");
  }

  @Test
  void aFileIsGivenAgainOnlyWhenItsContentHasChanged(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("nodes"), "n1=h:1\n");
    NodesFile nodes = NodesFile.of(file);
    assertThat(nodes.nodes().addresses()).containsOnlyKeys("n1");
    assertThat(nodes.changed()).isNull();

    Files.writeString(file, "n1=h:1\nn2=h:2\n");
    assertThat(nodes.changed().addresses()).containsOnlyKeys("n1", "n2");

    Files.writeString(file, "nonsense\n");
    assertThatThrownBy(nodes::changed).hasMessageContaining(file + ": line 1");
    assertThat(nodes.changed()).isNull();
  }
}
