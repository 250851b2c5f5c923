package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;
import dev.jinx.client.fleet.EventSet;
import dev.jinx.client.testing.TestAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SeveralNodesTest {
  private final Output out = new Output();
  private final Output err = new Output();
  private final Map<String, String> environment = new HashMap<>();
  private TestAgent n1;
  private TestAgent n2;

  @BeforeEach
  void start() throws IOException {
    n1 = new TestAgent("commit");
    n2 = new TestAgent("commit").named("n2");
    environment.put("JINX_NODES", nodes());
  }

  @AfterEach
  void stop() {
    n1.close();
    n2.close();
  }

  private String nodes() {
    return "n1=" + n1.address() + ",n2=" + n2.address();
  }

  private int run(String... args) {
    return JinxCommand.run(args, new Terminal(out, err, environment, false));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private EventSet printed() throws IOException {
    EventSet events = new EventSet();
    for (String line : out.lines()) {
      events.add(Event.parse(line, ""));
    }
    return events;
  }

  private static void publish(TestAgent agent, int count) {
    for (int i = 0; i < count; i++) {
      agent.publish("commit", "hit", i + 1, 1);
    }
  }

  @Test
  void printsTheEventsOfTheNodesNamedAndWhereToGoOn() throws IOException {
    publish(n1, 2);
    publish(n2, 1);
    assertThat(run("events", "n1", "n2", "--since", "earliest", "--count", "3")).isZero();
    assertThat(printed().cursor()).hasToString("n1@4.2,n2@4.1");
    assertThat(out.lines()).hasSize(3);
    assertThat(said()).isEqualTo("jinx: go on with --since n1@4.2,n2@4.1\n");
    publish(n2, 1);
    out.reset();
    String cursor = said().substring(said().lastIndexOf(' ')).strip();
    assertThat(run("events", "n1", "n2", "--since", cursor, "--count", "1")).isZero();
    assertThat(printed().cursor()).hasToString("n2@4.2");
  }

  @Test
  void takesTheNodesFromWhereTheyAreNamed() throws IOException {
    publish(n1, 1);
    publish(n2, 1);
    List<List<String>> ways =
        List.of(
            List.of("events"), // JINX_NODES
            List.of("events", "--nodes", nodes()),
            List.of("events", "--nodes", nodes(), "n2", "n1"),
            List.of("events", n1.address(), n2.address()),
            List.of("events", "n1=" + n1.address(), n2.address()));
    for (List<String> way : ways) {
      out.reset();
      List<String> args = new java.util.ArrayList<>(way);
      args.addAll(List.of("--since", "earliest", "--count", "2"));
      assertThat(run(args.toArray(String[]::new))).as(way.toString()).isZero();
      assertThat(printed().size()).isEqualTo(2);
    }
  }

  @Test
  void readsOneAgentWhereOneIsNamed() throws IOException {
    publish(n1, 1);
    publish(n2, 1);
    assertThat(run("events", "--address", n2.address(), "--since", "earliest", "--count", "1"))
        .isZero();
    environment.put("JINX_ADDRESS", n2.address());
    assertThat(run("events", "--since", "earliest", "--count", "1")).isZero();
    assertThat(printed().cursor()).hasToString("n2@4.1");
    assertThat(said()).isEmpty();
  }

  @Test
  void namesTheNearestNode() {
    assertThat(run("events", "n1", "m2")).isEqualTo(Exit.USAGE);
    assertThat(said()).startsWith("no node 'm2'; did you mean 'n2'?");
    environment.clear();
    err.reset();
    assertThat(run("events", "n1")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("neither --nodes nor JINX_NODES names any");
  }

  @Test
  void goesOnWhileOneIsDownAndEndsWhenAllAre() throws Exception {
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> run("events", "n1", "n2", "--since", "earliest"));
    publish(n1, 1);
    out.awaitLines(1);
    n1.kill();
    err.awaitText("jinx: n1 at " + n1.address() + " is down"); // perhaps lost before
    publish(n2, 1);
    out.awaitLines(2);
    n2.kill();
    assertThat(exit.get(30, TimeUnit.SECONDS)).isEqualTo(Exit.JVM_DIED);
    assertThat(said())
        .contains("jinx: n1 at " + n1.address() + " is down, trying again")
        .contains("jinx: go on with --since n1@4.1,n2@4.1\n")
        .contains("all JVMs are down: n1 at " + n1.address() + ", n2 at " + n2.address());
    assertThat(printed().size()).isEqualTo(2);
  }

  @Test
  void exitsFiveWhereNobodyAnswersAndGoesOnWithWhoeverDoes() throws Exception {
    n1.kill();
    String[] one = {"events", "n1", "n2", "--since", "earliest", "--count", "1"};
    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> run(one));
    err.awaitText("n1 at " + n1.address() + " is down");
    publish(n2, 1);
    assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
    n2.kill();
    assertThat(run("events", "n1", "n2")).isEqualTo(Exit.UNREACHABLE);
    assertThat(said()).contains(n1.address()).contains(n2.address());
  }

  @Test
  void refusesTwoNodesOfOneName() {
    n2.named("n1");
    assertThat(run("events", n1.address(), n2.address())).isEqualTo(Exit.FAILED);
    assertThat(said()).startsWith("jinx: ").contains(n1.address(), n2.address(), "n1");
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void keepsItsPlaceInAFile(@TempDir Path directory) throws IOException {
    String file = directory.resolve("seen").toString();
    publish(n1, 3);
    publish(n2, 3);
    String[] next = "events n1 n2 --since earliest --count 2 --checkpoint".split(" ");
    next = java.util.Arrays.copyOf(next, next.length + 1);
    next[next.length - 1] = file;
    for (int i = 1; i <= 3; i++) {
      assertThat(run(next)).isZero();
      assertThat(out.lines()).hasSize(2 * i);
    }
    assertThat(printed().cursor()).hasToString("n1@4.3,n2@4.3");
    assertThat(printed().size()).isEqualTo(6);
    assertThat(said()).isEmpty();
    Files.writeString(Path.of(file), "{broken");
    assertThat(run(next)).isEqualTo(Exit.FAILED);
    assertThat(said()).startsWith("jinx: checkpoint file " + file);
  }

  @Test
  void keepsThePlaceOfOneAgentToo(@TempDir Path directory) throws IOException {
    String file = directory.resolve("seen").toString();
    environment.put("JINX_ADDRESS", n1.address());
    publish(n1, 2);
    for (int i = 1; i <= 2; i++) {
      assertThat(run("events", "--since", "earliest", "--count", "1", "--checkpoint", file))
          .isZero();
      assertThat(printed().cursor())
          .isEqualTo(dev.jinx.client.fleet.VectorCursor.of(Cursor.parse("n1@4." + i)));
    }
  }

  @Test
  void endsQuietlyWhenNobodyReads() {
    publish(n1, 1);
    out.broken = true;
    assertThat(run("events", "n1", "n2", "--since", "earliest")).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void refusesACursorOfANodeThatIsNotThere() {
    assertThat(run("events", "n1", "n2", "--since", "n1@4.0,n9@1.1")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("n9, which is no node of this fleet");
    err.reset();
    assertThat(run("events", "n1", "n2", "--since", "soon")).isEqualTo(Exit.USAGE);
    assertThat(said()).contains("not a cursor");
  }
}
