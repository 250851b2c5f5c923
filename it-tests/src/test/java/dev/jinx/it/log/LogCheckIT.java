package dev.jinx.it.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.it.Jdks;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check finds what is wrong with a log: one that a killed JVM left, and then forged. */
class LogCheckIT {
  private static Round round = new Round(0, 0, Path.of(""));
  private static Path directory = Path.of("");
  private static List<String> events = List.of();

  @BeforeAll
  static void killOneLifeAndLetTheNextTakeOver() {
    directory = Scratch.directory("log");
    Path tallies = Scratch.directory("tallies");
    round = Surges.round(1, tallies);
    try (TargetJvm jvm =
        Surges.start(Surges.launch(Jdks.own(), directory, ""), Jdks.own(), round, 900, 0)) {
      jvm.out().await("goal"::equals, TargetJvm.PATIENCE);
    }
    Round next = Surges.round(2, tallies);
    try (TargetJvm jvm =
        Surges.start(Surges.launch(Jdks.own(), directory, ""), Jdks.own(), next, 1, 0)) {
      jvm.address();
    }
    List<LogText.Line> log = LogText.read(directory);
    long boot = log.get(0).boot();
    events = log.stream().filter(l -> l.boot() == boot).map(LogText.Line::text).toList();
    assertThat(events.size()).isGreaterThan(1_000);
  }

  @Test
  void whatTheJvmLeftIsRight() throws IOException {
    look(events, Map.of());
    assertThat(LogText.read(forge(events))).hasSameSizeAs(events);
  }

  @Test
  void aHoleIsFound() {
    assertWrong("behind event 699", log -> log.remove(699));
  }

  @Test
  void anEventThatIsMissingIsFoundAlthoughTheNumbersGoOn() {
    for (int i = 0; i < 20; i++) {
      int at = events.size() / 2 + i;
      assertWrong("", log -> renumber(log, () -> log.remove(at)));
    }
  }

  @Test
  void aMissingEndIsFound() {
    assertWrong("seen outside", log -> log.subList(log.size() - 60, log.size()).clear());
  }

  @Test
  void aRepeatedEventIsFound() {
    assertWrong("behind event", log -> log.add(701, log.get(700)));
    for (int i = 0; i < 20; i++) {
      int at = 700 + i;
      assertWrong("", log -> renumber(log, () -> log.add(at + 1, log.get(at))));
    }
  }

  @Test
  void aThreadsEventsInAnotherOrderAreFound() {
    int first = indexOf("plain", 600);
    String thread = thread(events.get(first));
    int second = first + 1;
    while (!thread(events.get(second)).equals(thread)) {
      second++;
    }
    int other = second;
    assertWrong("", log -> renumber(log, () -> Collections.swap(log, first, other)));
  }

  @Test
  void anotherValueIsFound() {
    int at = indexOf("numbered", 600);
    assertWrong("", log -> log.set(at, log.get(at).replaceFirst("\"n\":\\d+", "\"n\":9999999")));
  }

  @Test
  void anotherNumberOfAHitIsFound() {
    int at = indexOf("numbered", 700); // the end of a pause has its hit's number
    assertWrong(
        "the hit before it was",
        log -> log.set(at, log.get(at).replaceFirst("\"hit\":\\d+", "\"hit\":9999999")));
  }

  @Test
  void aGapIsFound() {
    assertWrong("another life's event", log -> log.set(700, gap(log.get(700))));
  }

  @Test
  void eventsInTwoBootsAreFound() {
    assertWrong(
        "a life in two boots",
        log -> {
          List<String> again = new ArrayList<>(log);
          again.replaceAll(
              event -> event.replace("@1.", "@9.").replace("\"boot\":1,", "\"boot\":9,"));
          log.addAll(again);
        });
  }

  @Test
  void whatAReaderGotOtherwiseIsFound() {
    String seen = events.get(700);
    String id = "n1@1.701";
    assertThat(seen).contains("\"" + id + "\"");
    look(events, Map.of(id, seen));
    assertThatThrownBy(() -> look(events, Map.of(id, seen + " ")))
        .hasMessageContaining("a reader got");
    assertThatThrownBy(() -> look(events, Map.of("n1@1.99999999", seen)))
        .hasMessageContaining("more than there is");
  }

  @Test
  void whatChangesLaterIsFound() throws IOException {
    LogCheck check = new LogCheck(true);
    check.over(round, false, Map.of());
    check.look(LogText.read(forge(events)));
    List<String> changed = new ArrayList<>(events);
    changed.set(3, changed.get(3).replaceFirst("\"nanos\":\\d", "\"nanos\":99"));
    List<LogText.Line> later = LogText.read(forge(changed));
    assertThatThrownBy(() -> check.look(later)).hasMessageContaining("it has changed");
    List<LogText.Line> fewer = LogText.read(forge(events.subList(0, events.size() - 1)));
    assertThatThrownBy(() -> check.look(fewer)).hasMessageContaining("the last event was");
    assertThatThrownBy(() -> check.look(List.of())).isInstanceOf(AssertionError.class);
  }

  @Test
  void damagedBytesAndTornLinesAreFound() throws IOException {
    Path forged = LogText.segments(forge(events)).get(0);
    byte[] bytes = Files.readAllBytes(forged);
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;
    Files.write(forged, flipped);
    assertThatThrownBy(() -> LogText.read(forged.getParent())).isInstanceOf(AssertionError.class);
    Files.write(forged, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> LogText.read(forged.getParent())).hasMessageContaining("torn line");
  }

  private static void assertWrong(String how, Consumer<List<String>> change) {
    List<String> changed = new ArrayList<>(events);
    change.accept(changed);
    assertThatThrownBy(() -> look(changed, Map.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(how);
  }

  private static void look(List<String> log, Map<String, String> seenLive) {
    LogCheck check = new LogCheck(true);
    check.over(round, false, seenLive);
    try {
      check.look(LogText.read(forge(log)));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /** A directory with these events, in a segment for each boot, each line with the right sum. */
  private static Path forge(List<String> log) throws IOException {
    Path forged = Scratch.directory("forged");
    for (String boot : log.stream().map(LogCheckIT::boot).distinct().toList()) {
      String header =
          "{\"log\":\"jinx\",\"version\":1,\"node\":\"n1\",\"boot\":" + boot + ",\"first\":1}";
      ByteArrayOutputStream segment = new ByteArrayOutputStream();
      segment.write(LogText.format(header.getBytes(StandardCharsets.UTF_8)));
      for (String event : log) {
        if (boot(event).equals(boot)) {
          segment.write(LogText.format(event.getBytes(StandardCharsets.UTF_8)));
        }
      }
      String name = "events-%010d-%012d.log".formatted(Long.parseLong(boot), 1);
      Files.write(forged.resolve(name), segment.toByteArray());
    }
    return forged;
  }

  /** Changes the events, and then gives them numbers without a hole. */
  private static void renumber(List<String> log, Runnable change) {
    change.run();
    for (int i = 0; i < log.size(); i++) {
      String seq = Integer.toString(i + 1);
      log.set(
          i,
          log.get(i)
              .replaceFirst("\"id\":\"n1@1\\.\\d+", "\"id\":\"n1@1." + seq)
              .replaceFirst("\"seq\":\\d+", "\"seq\":" + seq));
    }
  }

  private static String gap(String event) {
    String place = event.substring(event.indexOf(",\"id\":"), event.indexOf(",\"thread\""));
    return "{\"injection\":\"\",\"type\":\"gap\",\"shard\":0,\"phase\":\"gap\",\"lost\":1"
        + place
        + "}";
  }

  private static String boot(String event) {
    int at = event.indexOf("\"id\":\"n1@") + "\"id\":\"n1@".length();
    return event.substring(at, event.indexOf('.', at));
  }

  private static String thread(String event) {
    int at = event.indexOf("\"name\":\"");
    return event.substring(at, event.indexOf('"', at + "\"name\":\"".length()));
  }

  private static int indexOf(String point, int from) {
    int at = from;
    while (!events.get(at).startsWith("{\"injection\":\"" + point + "\"")) {
      at++;
    }
    return at;
  }
}
