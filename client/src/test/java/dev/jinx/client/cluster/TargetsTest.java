package dev.jinx.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import dev.jinx.client.NetState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static NetState node(@Nullable String machine, List<String> addresses) {
    return new NetState(
        Cursor.parse("n1@1.0"),
        machine,
        addresses,
        List.of(),
        true,
        List.of(),
        List.of(),
        Map.of());
  }

  private static final NetState HERE = node("a/1", List.of("127.0.0.1", "::1", "10.0.0.5"));
  private static final NetState TOO =
      node("a/1", List.of("127.0.0.1", "::1", "10.0.0.5", "fe80::7%eth0"));
  private static final NetState THERE =
      node("b/1", List.of("127.0.0.1", "172.17.0.1", "10.0.0.6", "fe80:0:0:0:0:0:0:9%2"));
  private static final NetState OTHER_NETWORK = node("a/2", List.of("127.0.0.1", "10.1.0.2"));

  private static Set<String> targets(NetState from, NetState to, String... listeners) {
    return Targets.of(from, to, List.of(listeners));
  }

  @Test
  void anAddressIsMeantAsItIs() {
    assertThat(targets(HERE, TOO, "127.0.0.2:2888", "10.0.0.5:80"))
        .containsExactly("127.0.0.2:2888", "10.0.0.5:80");
    assertThat(targets(HERE, THERE, "10.0.0.6:2888")).containsExactly("10.0.0.6:2888");
  }

  @Test
  void loopbackOfAnotherMachineOrNetworkIsNotOurs() {
    assertThat(targets(HERE, THERE, "127.0.0.1:2888", "[::1]:2888", "localhost:1")).isEmpty();
    assertThat(targets(HERE, OTHER_NETWORK, "127.0.0.1:2888", "*:80"))
        .containsExactly("10.1.0.2:80");
  }

  @Test
  void aWildcardIsEveryAddressOfTheMachine() {
    assertThat(targets(HERE, THERE, "*:2181"))
        .containsExactly("172.17.0.1:2181", "10.0.0.6:2181", "[fe80:0:0:0:0:0:0:9]:2181");
  }

  @Test
  void aWildcardOfTheSameMachineIsItsLoopbackToo() {
    List<String> expected =
        List.of("10.0.0.5:2181", "[fe80::7]:2181", "127.0.0.0/8:2181", "[::1]:2181");
    for (String wildcard : List.of("*:2181", "0.0.0.0:2181", "[::]:2181")) {
      assertThat(targets(HERE, TOO, wildcard)).as(wildcard).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void aBridgeWithTheSameNumberOnBothMachinesIsOurOwn() {
    NetState both = node("c/1", List.of("127.0.0.1", "172.17.0.1", "10.0.0.7"));
    assertThat(targets(both, THERE, "*:80"))
        .containsExactly("10.0.0.6:80", "[fe80:0:0:0:0:0:0:9]:80");
  }

  @Test
  void versionSixIsInBracketsAndMappedVersionFourIsVersionFour() {
    assertThat(targets(HERE, TOO, "[::1]:80", "[2001:db8::1]:80", "[::ffff:10.0.0.5]:80"))
        .containsExactly("[::1]:80", "[2001:db8::1]:80", "10.0.0.5:80");
    assertThat(targets(HERE, THERE, "[::ffff:127.0.0.1]:80")).isEmpty();
  }

  @Test
  void machinesThatNobodyKnowsAreOneIfTheyHaveTheSameAddresses() {
    NetState one = node(null, List.of("127.0.0.1", "10.0.0.5"));
    NetState same = node(null, List.of("10.0.0.5", "127.0.0.1"));
    NetState other = node(null, List.of("127.0.0.1", "10.0.0.6"));
    assertThat(targets(one, same, "127.0.0.1:80")).containsExactly("127.0.0.1:80");
    assertThat(targets(one, other, "127.0.0.1:80")).isEmpty();
    assertThat(targets(one, HERE, "127.0.0.1:80")).isEmpty();
  }
}
