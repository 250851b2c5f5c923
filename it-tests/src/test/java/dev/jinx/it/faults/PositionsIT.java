package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Places within a method: a line, before and after a call. */
class PositionsIT {
  private static final String COMMIT = "commit:7:n2";
  private static final String METHOD = "com.acme.faults.Journal#commit";

  /** The line of the source that has the comment. */
  private static int line() throws IOException {
    List<String> source = Files.readAllLines(Path.of("src/test/java/com/acme/faults/Journal.java"));
    for (int i = 0; i < source.size(); i++) {
      if (source.get(i).contains("// here it counts")) {
        return i + 1;
      }
    }
    throw new AssertionError("the comment is gone");
  }

  private static TargetJvm start(Jdk jdk, String at) {
    return Desks.start(
        Desks.launch(jdk, "  place: { method: \"" + METHOD + "\", at: \"" + at + "\" }\n"));
  }

  @OnEveryJdk
  void atALineWhatIsBeforeItHasRunAndTheLineHasNot(Jdk jdk) throws IOException {
    try (TargetJvm jvm = start(jdk, "line " + line())) {
      Desks.act(jvm.http(), "place", "throw(java.io.IOException, \"in the middle\")");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("java.io.IOException in the middle");
      assertThat(Desks.call(jvm, "last")).as("reserve has run").isEqualTo("7");
      assertThat(Desks.call(jvm, "size")).as("add has not").isEqualTo("0");
    }
  }

  @OnEveryJdk
  void beforeACallItHasNotBeenMadeAndItsMethodCanBeLeft(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "before call com.acme.faults.Journal#store")) {
      String cursor = Desks.act(jvm.http(), "place", "return(\"not stored\")");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("not stored");
      assertThat(Desks.call(jvm, "size")).isEqualTo("1");
      JsonNode event = jvm.http().await("place", "since=" + cursor);
      assertThat(event.get("point").asText()).startsWith(METHOD);
    }
  }

  @OnEveryJdk
  void afterACallItsResultIsAtHand(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "after call com.acme.faults.Journal#reserve")) {
      Desks.arm(
          jvm.http(),
          "place",
          "action",
          "throw(java.io.IOException, \"after\")",
          "when",
          "result =~ '7 of .*'");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo("java.io.IOException after");
      assertThat(Desks.call(jvm, "size")).isEqualTo("0");
      assertThat(Desks.call(jvm, "commit:8:n2")).isEqualTo("stored 8 of n2 at n1");
    }
  }

  @OnEveryJdk
  void whereAnObjectIsMadeIsBeforeAndAfterTheCallOfItsConstructor(Jdk jdk) {
    String at = "call java.io.FileOutputStream#<init>";
    String yaml =
        """
          open: { method: "com.acme.faults.Journal#toDisk", at: "before %s" }
          opened: { method: "com.acme.faults.Journal#toDisk", at: "after %s" }
        """
            .formatted(at, at);
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      Http http = jvm.http();
      String cursor = Desks.act(http, "open", "throw(java.io.IOException, \"cannot open\")");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("java.io.IOException cannot open");
      http.await("open", "since=" + cursor);
      http.disable("open");
      cursor = Desks.act(http, "opened", "observe");
      assertThat(Desks.call(jvm, "disk")).isEqualTo("on disk");
      http.await("opened", "since=" + cursor);
    }
  }

  @OnEveryJdk
  void aPlaceThatIsNotThereIsToldWithTheNearest(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "line 1")) {
      assertThat(jvm.http().point("place").get("state").asText()).isEqualTo("missing");
    }
    try (TargetJvm jvm = start(jdk, "before call com.acme.faults.Journal#stor")) {
      JsonNode point = jvm.http().point("place");
      assertThat(point.get("state").asText()).isEqualTo("missing");
      assertThat(point.get("nearest").toString()).contains("com.acme.faults.Journal#store");
    }
  }
}
