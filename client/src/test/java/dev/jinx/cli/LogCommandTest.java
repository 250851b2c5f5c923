package dev.jinx.cli;

import static dev.jinx.client.fleet.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.fleet.Lines;
import dev.jinx.disk.LogDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCommandTest {
  private final Output out = new Output();
  private final Output err = new Output();
  @TempDir private Path root;
  private String a;
  private String b;

  @BeforeEach
  void write() throws IOException {
    a = root.resolve("a").toString();
    b = root.resolve("b").toString();
    Lines.write(
        Path.of(a),
        "n1",
        List.of(
            line("n1", 1, 1, 1, "commit", "parked"),
            line("n1", 1, 2, 3, "commit", "released"),
            line("n1", 1, 3, 5, "send")));
    Lines.write(Path.of(b), "n2", List.of(line("n2", 1, 1, 2, "commit")));
  }

  private int run(String... args) {
    return JinxCommand.run(args, new Terminal(out, err, Map.of(), false));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> ids() {
    return out.lines().stream()
        .map(each -> each.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  void printsWhatADeadJvmLeftAsItWroteIt() {
    assertThat(run("log", a)).isZero();
    assertThat(out.lines())
        .containsExactly(
            line("n1", 1, 1, 1, "commit", "parked"),
            line("n1", 1, 2, 3, "commit", "released"),
            line("n1", 1, 3, 5, "send"));
    assertThat(said()).isEmpty();
  }

  @Test
  void mergesSeveralDirectoriesAndGoesOnFromAVectorCursor() {
    assertThat(run("log", a, b, "--json")).isZero();
    assertThat(ids()).containsExactly("n1@1.1", "n2@1.1", "n1@1.2", "n1@1.3");
    out.reset();
    assertThat(run("log", b, a, "--since", "n1@1.1,n2@1.1")).isZero();
    assertThat(ids()).containsExactly("n1@1.2", "n1@1.3");
    out.reset();
    assertThat(run("log", b, a, "--since", "latest")).isZero();
    assertThat(run("log", b, a, "--phase", "hit", "--count", "1")).isZero();
    assertThat(ids()).containsExactly("n2@1.1");
  }

  @Test
  void saysWhereANameNeverOccursAndWhichIsNear() {
    assertThat(run("log", a, b, "--injection", "comit,send")).isZero();
    assertThat(ids()).containsExactly("n1@1.3");
    assertThat(said()).isEqualTo("jinx: no event of 'comit' in this log; did you mean 'commit'?\n");
    err.reset();
    assertThat(run("log", a, "--injection", "leader-elected")).isZero();
    assertThat(said())
        .isEqualTo("jinx: no event of 'leader-elected' in this log; it has commit, send\n");
    err.reset();
    assertThat(run("log", a, "--injection", "commit,x*", "--since", "n1@1.2")).isZero();
    assertThat(said()).isEmpty();
  }

  @Test
  void exitsThreeWhereSomethingIsMissing() throws IOException {
    Lines.write(
        Path.of(b), "n2", List.of(line("n2", 2, 1, 7, "send"), line("n2", 2, 5, 8, "send")));
    assertThat(run("log", b, "--injection", "send")).isEqualTo(Exit.GAP);
    assertThat(out.lines())
        .contains(
            "{\"phase\":\"gap\",\"from\":\"n2@2.2\",\"to\":\"n2@2.4\",\"lost\":3,\"node\":\"n2\","
                + "\"boot\":2}");
    assertThat(said()).isEqualTo("jinx: 3 events are lost, n2@2.2 to n2@2.4\n");
    err.reset();
    assertThat(run("log", b, "--since", "n2@2.5")).isZero();
    assertThat(run("log", b, "--count", "1")).isZero();
    assertThat(said()).isEmpty();
    Lines.write(
        Path.of(a),
        "n1",
        List.of(line("n1", 2, 1, 9, "", "gap").replace(",\"hit\"", ",\"lost\":7,\"hit\"")));
    assertThat(run("log", a)).isEqualTo(Exit.GAP);
    assertThat(said()).isEqualTo("jinx: n1@2.1: 7 events were lost before they had a number\n");
  }

  @Test
  void saysThatNobodyKnowsHowManyAreMissing() throws IOException {
    Lines.write(
        Path.of(a),
        "n1",
        List.of(
            line("n1", 2, 1, 9, "", "gap").replace(",\"hit\"", ",\"reason\":\"gone\",\"hit\"")));
    assertThat(run("log", a)).isEqualTo(Exit.GAP);
    assertThat(said())
        .isEqualTo(
            "jinx: n1@2.1: events were lost before they had a number, nobody knows how many: gone\n");
  }

  @Test
  void tellsDamageOnStderr() throws IOException {
    Path segment;
    try (var files = Files.list(Path.of(a))) {
      segment = files.filter(each -> each.toString().endsWith(".log")).findFirst().orElseThrow();
    }
    String text = Files.readString(segment);
    Files.writeString(segment, text.replaceFirst("\"released\"", "\"releasXd\""));
    assertThat(run("log", a)).isEqualTo(Exit.GAP);
    assertThat(ids()).hasSize(3).contains("n1@1.1", "n1@1.3");
    assertThat(said())
        .startsWith("jinx: " + a + ": " + segment.getFileName())
        .contains("byte ")
        .endsWith("jinx: 1 events are lost, n1@1.2 to n1@1.2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1@1.4", "n1@7.1", "n1@0.3", "n3@1.1", "soon", "n1@1.1,n1@1.2"})
  void exitsTwoForACursorThatItDoesNotKnow(String cursor) {
    assertThat(run("log", a, b, "--since", cursor)).isEqualTo(Exit.USAGE);
    assertThat(said()).isNotEmpty();
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void exitsOneForWhatIsNoLog() {
    assertThat(run("log", root.toString())).isEqualTo(Exit.FAILED);
    assertThat(said())
        .isEqualTo("jinx: " + root + " is no log directory: nothing in it is a log\n");
    assertThat(run("log", a, root.resolve("c").toString())).isEqualTo(Exit.FAILED);
    assertThat(out.lines()).isEmpty();
  }

  @Test
  void refusesTwoNodesOfOneName() throws IOException {
    Path other = root.resolve("c");
    Lines.write(other, "n1", List.of(line("n1", 1, 1, 99, "commit", "parked")));
    assertThat(run("log", a, other.toString())).isEqualTo(Exit.FAILED);
    assertThat(said()).startsWith("jinx: n1@1.1 is one event in ").contains(a, other.toString());
    assertThat(out.lines()).isEmpty();
    assertThat(run("log", a, a)).isZero();
    assertThat(out.lines()).hasSize(3);
  }

  @Test
  void readsBesideALiveJvmAndSaysSo() throws IOException {
    try (LogDirectory held = LogDirectory.open(Path.of(a), "n1", "n1")) {
      assertThat(run("log", a)).isZero();
      assertThat(said()).startsWith("jinx: " + held.path()).contains("its JVM is alive");
    }
    assertThat(out.lines()).hasSize(3);
  }
}
