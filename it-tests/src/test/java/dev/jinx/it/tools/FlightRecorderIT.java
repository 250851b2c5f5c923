package dev.jinx.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hits and parks in the JDK's own recordings, as {@code jfr print} shows them. */
class FlightRecorderIT {
  private static final String YAML =
      """
      points:
        commit:
          method: com.acme.Store#commit(long)
          capture: { amount: 'args[0]' }
      """;

  @OnEveryJdk
  void aRecordingFromTheStartHasHitsAndParks(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(YAML)
            .option("node", "n1")
            .jvm("-XX:StartFlightRecording=filename=all.jfr")
            .main(Store.class)
            .start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      String cursor = jvm.http().enable("commit", "action=pause(1m)");
      jvm.tell("3");
      JsonNode parked = jvm.http().await("commit", "since=" + cursor + "&phase=parked");
      assertThat(jvm.http().release("commit")).isEqualTo(1);
      jvm.http().await("commit", "since=" + cursor + "&phase=released");
      jvm.out().await("total 3"::equals, TargetJvm.PATIENCE);
      List<JsonNode> events = dump(jdk, jvm);

      JsonNode hit = only(events, "dev.jinx.Hit");
      JsonNode park = only(events, "dev.jinx.Park");
      for (JsonNode each : List.of(hit, park)) {
        assertThat(each.get("point").asText()).isEqualTo("commit");
        assertThat(each.get("action").asText()).isEqualTo("pause(1m)");
        assertThat(each.get("method").asText()).isEqualTo(parked.get("point").asText());
        assertThat(each.get("id").asText()).isEqualTo(parked.get("id").asText());
        assertThat(each.get("thread").get("javaName").asText()).isEqualTo("main");
        assertThat(each.get("threadName").asText()).isEqualTo("main");
        assertThat(each.get("hit").asInt()).isEqualTo(1);
        assertThat(each.get("arm").asInt()).isEqualTo(1);
      }
      assertThat(hit.get("captured").asText()).isEqualTo("{\"amount\":3}");
      assertThat(park.get("ending").asText()).isEqualTo("released");
      assertThat(park.get("duration").asText()).startsWith("PT").isNotEqualTo("PT0S");
      assertThat(jvm.http().get("/health").ok().json().get("problems")).isEmpty();
    }
  }

  @OnEveryJdk
  void aRecordingThatIsStartedLaterHasWhatComesThen(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      jvm.http().enable("commit", "");
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      jvm.http().await("commit", "since=earliest");
      jcmd(jdk, jvm, "JFR.start", "name=late");
      assertThat(jvm.ask("2")).isEqualTo("total 3");
      jvm.http().await("commit", "since=earliest&count=2");
      JsonNode hit = only(dump(jdk, jvm), "dev.jinx.Hit");
      assertThat(hit.get("hit").asInt()).isEqualTo(2);
    }
  }

  @OnEveryJdk
  void whereNobodyRecordsNoRecorderIsLoaded(Jdk jdk) throws Exception {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(YAML)
            .jvm("-Xlog:class+load:file=classes.log")
            .main(Store.class)
            .start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      jvm.http().enable("commit", "");
      assertThat(ofRecorder(jvm)).isEmpty();
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      jvm.http().await("commit", "since=earliest");
      assertThat(ofRecorder(jvm)).containsExactly("jdk.jfr.FlightRecorder");
    }
  }

  @OnEveryJdk
  void aJvmWithoutARecorderHitsAllTheSame(Jdk jdk) {
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(YAML)
            .jvm("--limit-modules", "java.instrument,java.management,java.naming,jdk.unsupported")
            .main(Store.class)
            .start()) {
      jvm.out().await(line -> line.startsWith("ready"), TargetJvm.PATIENCE);
      jvm.http().enable("commit", "");
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      assertThat(jvm.http().await("commit", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().get("/health").ok().json().get("problems")).isEmpty();
    }
  }

  private static List<String> ofRecorder(TargetJvm jvm) throws Exception {
    Path log = jvm.directory().resolve("classes.log");
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("] jdk.jfr.") || line.contains("] dev.jinx.flight.H"))
        .map(line -> line.replaceAll(".*\\] (\\S+) .*", "$1"))
        .toList();
  }

  private static List<JsonNode> dump(Jdk jdk, TargetJvm jvm) {
    String file = jvm.directory().resolve("dump.jfr").toString();
    jcmd(jdk, jvm, "JFR.dump", "filename=" + file);
    List<String> print =
        List.of(jdk.tool("jfr"), "print", "--json", "--events", "dev.jinx.*", file);
    List<JsonNode> events = new ArrayList<>();
    Http.parse(Tool.run("", print).ok()).get("recording").get("events").forEach(events::add);
    return events;
  }

  private static void jcmd(Jdk jdk, TargetJvm jvm, String... command) {
    String patient = "-J-Dsun.tools.attach.attachTimeout=" + TargetJvm.PATIENCE.toMillis();
    List<String> all = new ArrayList<>(List.of(jdk.tool("jcmd"), patient, "" + jvm.pid()));
    all.addAll(List.of(command));
    Tool.run("", all).ok();
  }

  private static JsonNode only(List<JsonNode> events, String type) {
    List<JsonNode> found =
        events.stream().filter(event -> event.get("type").asText().equals(type)).toList();
    assertThat(found).as(events.toString()).hasSize(1);
    return found.get(0).get("values");
  }
}
