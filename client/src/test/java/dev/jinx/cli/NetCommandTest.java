package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.json.Json;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NetCommandTest {
  private final Output out = new Output();
  private final Output err = new Output();
  private final Map<String, String> environment = new HashMap<>();
  private TestAgent n1;
  private TestAgent n2;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent().listening("here", List.of("127.0.0.1"), "127.0.0.1:2888");
    n2 = new TestAgent().named("n2").listening("here", List.of("127.0.0.1"), "127.0.0.2:2888");
    environment.put("JINX_NODES", "n1=" + n1.address() + ",n2=" + n2.address());
  }

  @AfterEach
  void stop() {
    n1.close();
    n2.close();
  }

  private int run(String... args) {
    return JinxCommand.run(args, new Terminal(out, err, environment, false));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void partitionsUntilItIsHealed() {
    assertThat(run("net", "partition", "n1", "n2")).as(said()).isZero();
    assertThat(out.lines()).singleElement().asString().matches("n1 \\| n2 \\([0-9a-f]{8}\\)");
    assertThat(n1.declared()).containsExactly("net#*(127.0.0.2:2888) armed");
    assertThat(n2.declared()).containsExactly("net#*(127.0.0.1:2888) armed");
    assertThat(n1.leases()).isEmpty();
    out.reset();
    assertThat(run("net", "heal")).isZero();
    assertThat(out.lines()).containsExactly("healed: n1 1, n2 1");
    assertThat(n1.declared()).isEmpty();
    assertThat(n2.declared()).isEmpty();
  }

  @Test
  void cutsOneWayForATime() throws IOException {
    String[] command = {"net", "partition", "--one-way", "n1", "n2", "--for", "5m", "--json"};
    assertThat(run(command)).as(said()).isZero();
    assertThat(Json.object(out.lines().get(0)))
        .containsEntry("cut", "n1 -> n2")
        .containsEntry("ttl", "300000ms")
        .containsKey("id");
    assertThat(n1.declared()).containsExactly("net#connect,write,close(127.0.0.2:2888) armed");
    assertThat(n2.declared()).containsExactly("net#read(127.0.0.1:2888) armed");
    assertThat(n1.leases()).hasSize(1);
    assertThat(n2.leases()).hasSize(1);
  }

  @Test
  void isRefusedWhereNativeCodeHasAConnection() {
    n1.unseen("127.0.0.2:2888");
    assertThat(run("net", "partition", "n1", "n2")).isEqualTo(Exit.FAILED);
    assertThat(said()).contains("n1 | n2: n1: native code has its connection to 127.0.0.2:2888");
    assertThat(n1.declared()).isEmpty();
    assertThat(n2.declared()).isEmpty();
  }

  @Test
  void saysWhichConnectionNativeCodeHasMadeSince() throws IOException {
    assertThat(run("net", "partition", "n1", "n2")).as(said()).isZero();
    n1.unseen("127.0.0.2:2888");
    out.reset();
    assertThat(run("net", "status")).as(said()).isZero();
    assertThat(out.lines().get(3))
        .matches(
            "not touched by [0-9a-f]{8}: native code has n1's connection to 127.0.0.2:2888,.*");
    out.reset();
    assertThat(run("net", "status", "--json")).isZero();
    assertThat(out.lines().get(0)).contains("\"kind\":\"unseen\"", "\"node\":\"n1\"");
  }

  @Test
  void isolatesAndSaysWhoIsCut() throws IOException {
    assertThat(run("net", "status")).isZero();
    assertThat(out.lines()).containsExactly("nothing is cut");
    out.reset();
    assertThat(run("net", "isolate", "n2", "--listening", "n2=db.test:3306")).as(said()).isZero();
    assertThat(run("net", "apply", "delay(50ms)", "n1", "n2", "--one-way")).isZero();
    String point =
        n1.seen().stream()
            .filter(seen -> seen.path().endsWith("/points") && seen.method().equals("POST"))
            .map(seen -> seen.body().replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"))
            .findFirst()
            .orElseThrow();
    n1.net(
        Map.of(
            "connections",
            List.of(
                Map.of("connection", 1, "peer", "a:1", "held", 40, "points", List.of(point)),
                Map.of("connection", 2, "peer", "a:1", "held", 2, "points", List.of(point)),
                Map.of("connection", 3, "peer", "b:1", "held", 7, "points", List.of()))));
    out.reset();
    assertThat(run("net", "status")).as(said()).isZero();
    assertThat(out.lines()).hasSize(5);
    assertThat(out.lines().get(1)).matches("n1 +<-> +n2 +cut +0 +42 +net\\.cut\\.[0-9a-f]{8}\\.2");
    assertThat(out.lines().get(2)).matches("n1 +--> +n2 +delay\\(50ms\\) +0 +0 +net\\.filter.*");
    assertThat(out.lines().get(4)).matches("n2 +<-- +n1 +delay\\(50ms\\) +0 +0 +net\\.filter.*");
    out.reset();
    assertThat(run("net", "status", "--json")).isZero();
    assertThat((List<?>) Json.parse(out.lines().get(0)))
        .first()
        .asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("node", "n1")
        .containsEntry("peer", "n2")
        .containsEntry("kind", "cut")
        .containsEntry("held", 42L)
        .containsEntry("method", "net#*(db.test:3306, 127.0.0.2:2888)");
  }

  @Test
  void healsOneOfSeveral() {
    run("net", "isolate", "n2");
    run("net", "apply", "delay(50ms)", "n1", "n2");
    String cut = out.lines().get(0).replaceAll(".*\\((.*)\\)", "$1");
    out.reset();
    assertThat(run("net", "heal", cut, "0badc0de")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("nothing has the name 0badc0de; net status lists");
    assertThat(n1.names("net.cut.")).hasSize(1);
    assertThat(run("net", "heal", cut)).as(said()).isZero();
    assertThat(out.lines()).containsExactly("healed: n1 1, n2 1");
    assertThat(n1.names("net.cut.")).isEmpty();
    assertThat(n1.names("net.filter.")).hasSize(1);
    assertThat(run("net", "heal", cut)).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("nothing has the name " + cut + "; net status lists what there is");
  }

  @Test
  void saysWhereSomethingPassesBy() throws IOException {
    assertThat(run("net", "isolate", "n2")).isZero();
    n2.listening("here", List.of("127.0.0.1"), "127.0.0.2:2888", "127.0.0.2:3888");
    out.reset();
    assertThat(run("net", "status")).as(said()).isZero();
    assertThat(out.lines())
        .last()
        .asString()
        .matches("not covered by [0-9a-f]{8}, which is older: n1 to n2 at 127\\.0\\.0\\.2:3888");
    out.reset();
    assertThat(run("net", "status", "--json")).isZero();
    assertThat(out.lines().get(0)).contains("\"kind\":\"open\"").contains("127.0.0.2:3888");
  }

  @Test
  void cutsInHalvesAndAsARing() throws IOException {
    assertThat(run("net", "bridge", "n1")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("a bridge needs a node on either side");
    assertThat(run("net", "ring")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("it takes 4");
    List<String> here = List.of("127.0.0.1");
    try (TestAgent n3 = new TestAgent().named("n3").listening("here", here, "127.0.0.3:2888");
        TestAgent n4 = new TestAgent().named("n4").listening("here", here, "127.0.0.4:2888")) {
      environment.merge(
          "JINX_NODES", ",n3=" + n3.address() + ",n4=" + n4.address(), String::concat);
      out.reset();
      assertThat(run("net", "ring")).as(said()).isZero();
      assertThat(out.lines().get(0)).startsWith("a ring of n1, n2, n3, n4 (");
      assertThat(n1.declared()).containsExactly("net#*(127.0.0.3:2888) armed");
      assertThat(run("net", "heal")).isZero();
      assertThat(run("net", "bridge", "n2")).as(said()).isZero();
      assertThat(out.lines()).last().asString().startsWith("n1, n3 | n4 (");
      assertThat(n4.declared())
          .containsExactly("net#*(127.0.0.1:2888) armed", "net#*(127.0.0.3:2888) armed");
      assertThat(n2.declared()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithNames() {
    assertThat(run("net", "isolate", "n22")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("no node 'n22'; did you mean 'n2'?");
    assertThat(run("net", "partition", "n1", "n1,n2")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("node n1 cannot be in both groups");
    assertThat(run("net", "partition", "n1", ",")).isEqualTo(Exit.USAGE);
    assertThat(run("net")).isEqualTo(Exit.USAGE);
    assertThat(run("net", "isolate", "n1", "--listening", "n1")).isEqualTo(Exit.USAGE);
    environment.clear();
    assertThat(run("net", "heal")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("neither --nodes nor JINX_NODES names any node");
  }

  @Test
  void leavesNothingWhereANodeDoesNotAnswer() {
    n2.kill();
    assertThat(run("net", "partition", "n1", "n2", "--for", "5m")).isEqualTo(Exit.UNREACHABLE);
    assertThat(said()).contains("n1 | n2: n2: no agent answers at " + n2.address());
    assertThat(n1.declared()).isEmpty();
    assertThat(n1.leases()).isEmpty();
    assertThat(run("net", "status")).isEqualTo(Exit.UNREACHABLE);
    assertThat(out.lines()).containsExactly("nothing is cut at those that answer");
    assertThat(run("net", "heal")).isEqualTo(Exit.UNREACHABLE);
  }

  @Test
  void explainsItself() {
    for (String each :
        List.of("partition", "isolate", "bridge", "ring", "apply", "heal", "status")) {
      out.reset();
      assertThat(run("net", each, "--help")).as(each).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("Usage: java -jar jinx.jar net " + each)
          .contains("Example: java -jar jinx.jar net " + each);
    }
    out.reset();
    assertThat(run("net", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("partition", "isolate", "JINX_NODES");
  }
}
