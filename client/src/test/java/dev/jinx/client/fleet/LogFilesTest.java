package dev.jinx.client.fleet;

import static dev.jinx.client.fleet.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jinx.client.Event;
import dev.jinx.client.EventFilter;
import dev.jinx.client.Phase;
import dev.jinx.disk.LogDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  private static final EventFilter ALL = EventFilter.ALL;

  @TempDir private Path root;
  private final List<String> problems = new ArrayList<>();

  private Path log(String name, String node, String... lines) throws IOException {
    Path directory = root.resolve(name);
    Lines.write(directory, node, List.of(lines));
    return directory;
  }

  private LogFiles open(Path... directories) {
    return LogFiles.open(List.of(directories), problems::add);
  }

  private static List<String> ids(LogFiles logs, EventFilter filter) {
    List<String> ids = new ArrayList<>();
    logs.lines(filter)
        .forEachRemaining(line -> ids.add((line.isGap() ? "gap to " : "") + line.cursor()));
    return ids;
  }

  private static EventFilter since(String cursor) {
    return new EventFilter(null, null, cursor);
  }

  @Test
  void mergesByTimeAndKeepsEachNodesOrder() throws IOException {
    Path a =
        log(
            "a",
            "n1",
            line("n1", 1, 1, 10, "commit"),
            line("n1", 1, 2, 5, "commit"),
            line("n1", 1, 3, 40, "commit"));
    Path b = log("b", "n2", line("n2", 1, 1, 7, "commit"), line("n2", 1, 2, 20, "commit"));
    Lines.write(a, "n1", List.of(line("n1", 2, 1, 50, "commit")));
    LogFiles logs = open(b, a);
    assertThat(ids(logs, ALL))
        .containsExactly("n2@1.1", "n1@1.1", "n1@1.2", "n2@1.2", "n1@1.3", "n1@2.1");
    assertThat(ids(open(a, b), ALL)).isEqualTo(ids(logs, ALL));
    assertThat(ids(open(a, b, a, b), ALL)).isEqualTo(ids(logs, ALL));
    assertThat(logs.nodes()).containsExactly("n1", "n2");
    assertThat(logs.first()).hasToString("n1@1.0,n2@1.0");
    assertThat(logs.last()).hasToString("n1@2.1,n2@1.2");
    assertThat(logs.injections()).containsExactly("commit");
    assertThat(problems).isEmpty();
  }

  @Test
  void goesOnFromEveryLineInTheSameOrder() throws IOException {
    Random random = new Random(7);
    for (String node : List.of("n1", "n2", "n3")) {
      String[] lines =
          LongStream.rangeClosed(1, 30)
              .mapToObj(seq -> line(node, 1, seq, random.nextInt(50), "commit"))
              .toArray(String[]::new);
      log(node, node, lines);
    }
    LogFiles logs = open(root.resolve("n1"), root.resolve("n2"), root.resolve("n3"));
    List<String> whole = ids(logs, ALL);
    VectorCursor cursor = VectorCursor.EMPTY;
    for (int i = 0; i < whole.size(); i++) {
      cursor = cursor.join(dev.jinx.client.Cursor.parse(whole.get(i)));
      assertThat(ids(logs, since(cursor.toString()))).isEqualTo(whole.subList(i + 1, whole.size()));
    }
    assertThat(cursor).isEqualTo(logs.last());
  }

  @Test
  void filtersAsAnAgentDoes() throws IOException {
    Path a =
        log(
            "a",
            "n1",
            line("n1", 1, 1, 1, "commit", "parked"),
            line("n1", 1, 2, 2, "send"),
            line("n1", 1, 3, 3, "commit", "released"),
            line("n1", 1, 4, 4, "", "gap"));
    LogFiles logs = open(a);
    assertThat(ids(logs, new EventFilter("commit", null, null)))
        .containsExactly("n1@1.1", "n1@1.3", "gap to n1@1.4");
    assertThat(ids(logs, new EventFilter("c*,s*", "parked", "earliest")))
        .containsExactly("n1@1.1", "gap to n1@1.4");
    assertThat(ids(logs, new EventFilter("send", null, "n1@1.2"))).containsExactly("gap to n1@1.4");
    assertThat(ids(logs, since("latest"))).isEmpty();
    Iterable<Event> events = logs.events(new EventFilter("send", null, null));
    assertThat(events).first().extracting(Event::hit).isEqualTo(2L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logs.lines(new EventFilter(null, "praked", null)));
  }

  @Test
  void tellsWhatGoesWhileItIsReadAtTheEndOfABootAndOfTheLogToo() throws IOException {
    Path a = log("a", "n1", line("n1", 1, 1, 1, "commit"), line("n1", 1, 2, 2, "commit"));
    Lines.write(a, "n1", List.of(line("n1", 2, 1, 3, "commit"), line("n1", 2, 2, 4, "commit")));
    Lines.write(a, "n1", List.of(line("n1", 3, 1, 5, "commit")));
    Lines.write(a, "n1", List.of(line("n1", 4, 1, 6, "commit"), line("n1", 4, 2, 7, "commit")));
    LogFiles logs = open(a);
    List<Path> segments;
    try (Stream<Path> files = Files.list(a)) {
      segments = files.filter(each -> each.toString().endsWith(".log")).sorted().toList();
    }
    assertThat(segments).hasSize(4);
    Files.delete(segments.get(0));
    Files.delete(segments.get(1));
    Files.delete(segments.get(3));
    assertThat(ids(logs, ALL))
        .containsExactly("gap to n1@1.2", "gap to n1@2.2", "n1@3.1", "gap to n1@4.2");
    assertThat(ids(logs, since("n1@2.1"))).startsWith("gap to n1@2.2", "n1@3.1");
  }

  @Test
  void tellsEveryHoleInItsPlace() throws IOException {
    Path a = log("a", "n1", line("n1", 1, 1, 1, "commit"), line("n1", 1, 5, 2, "commit"));
    Lines.write(a, "n1", List.of(line("n1", 2, 3, 3, "commit")));
    LogFiles logs = open(a);
    assertThat(ids(logs, ALL))
        .containsExactly("n1@1.1", "gap to n1@1.4", "n1@1.5", "gap to n1@2.2", "n1@2.3");
    assertThat(ids(logs, since("n1@1.2"))).startsWith("gap to n1@1.4");
    assertThat(ids(logs, since("n1@1.5"))).startsWith("gap to n1@2.2");
    LogLine gap = logs.lines(since("n1@1.1")).next();
    assertThat(gap.json())
        .isEqualTo(
            "{\"phase\":\"gap\",\"from\":\"n1@1.2\",\"to\":\"n1@1.4\",\"lost\":3,\"node\":\"n1\","
                + "\"boot\":1}");
    assertThat(gap.event().phase()).isEqualTo(Phase.GAP);
    assertThat(gap.time()).isNull();
  }

  @Test
  void tellsDamageAndWhatIsLostByIt() throws IOException {
    Path a =
        log(
            "a",
            "n1",
            line("n1", 1, 1, 1, "commit"),
            line("n1", 1, 2, 2, "commit"),
            line("n1", 1, 3, 3, "commit"));
    Path segment;
    try (Stream<Path> files = Files.list(a)) {
      segment = files.filter(each -> each.toString().endsWith(".log")).findFirst().orElseThrow();
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(segment));
    lines.set(2, lines.get(2).replace("commit", "comXit"));
    Files.write(segment, lines);
    LogFiles logs = open(a);
    assertThat(ids(logs, ALL)).containsExactly("n1@1.1", "gap to n1@1.2", "n1@1.3");
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0)).contains(a.toString(), segment.getFileName().toString(), "byte");
    Lines.write(a, "n1", List.of(line("n1", 2, 1, 9, "commit")));
    lines.set(3, lines.get(3).replace("commit", "comXit"));
    Files.write(segment, lines);
    problems.clear();
    List<LogLine> left = new ArrayList<>();
    open(a).lines(ALL).forEachRemaining(left::add);
    assertThat(left).extracting(LogLine::isGap).containsExactly(false, true, false);
    assertThat(left.get(1).json()).contains("\"from\":\"n1@1.2\",\"to\":null,\"lost\":null");
  }

  @RepeatedTest(10)
  void takesDirectoriesOfOneNodeAsCopiesAndFillsTheHolesOfEach(RepetitionInfo run)
      throws IOException {
    Random random = new Random(run.getCurrentRepetition());
    List<String> all =
        LongStream.rangeClosed(1, 40).mapToObj(seq -> line("n1", 1, seq, seq, "commit")).toList();
    EventSet union = new EventSet();
    List<Path> copies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<String> some = all.stream().filter(each -> random.nextInt(3) > 0).toList();
      copies.add(root.resolve("copy" + i));
      Lines.write(copies.get(i), "n1", some);
      for (String each : some) {
        union.add(Event.parse(each, ""));
      }
    }
    Collections.shuffle(copies, random);
    EventSet merged = new EventSet();
    long lost = 0;
    for (Event event : LogFiles.open(copies, problems::add).events(ALL)) {
      lost += event.phase() == Phase.GAP ? (Long) event.values().get("lost") : 0;
      assertThat(event.phase() == Phase.GAP || merged.add(event)).isTrue();
    }
    assertThat(merged).isEqualTo(union);
    List<Event> events = union.of("n1");
    long range = events.get(events.size() - 1).cursor().seq() - events.get(0).cursor().seq() + 1;
    assertThat(lost).isEqualTo(range - union.size());
  }

  @Test
  void refusesTwoNodesOfOneNameNamingTheEventAndBothDirectories() throws IOException {
    Path a = log("a", "n1", line("n1", 1, 1, 1, "commit"), line("n1", 1, 2, 2, "commit"));
    Path b = log("b", "n1", line("n1", 1, 1, 1, "commit"), line("n1", 1, 2, 9, "commit"));
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> open(a, b))
        .withMessageContaining("n1@1.2")
        .withMessageContaining(a.toString())
        .withMessageContaining(b.toString());
  }

  @Test
  void refusesACursorThatTheLogDoesNotKnow() throws IOException {
    Path a = log("a", "n1", line("n1", 1, 1, 1, "commit"));
    Lines.write(a, "n1", List.of(line("n1", 2, 1, 1, "commit"), line("n1", 2, 2, 1, "commit")));
    LogFiles logs = open(a);
    refuses(logs, "n1@2.3", "n1@2.3 is beyond the end of its log, n1@2.2");
    refuses(logs, "n1@3.1", "beyond the end of its log");
    refuses(logs, "n1@1.2", "beyond the end of that boot, n1@1.1");
    refuses(logs, "n1@0.1", "of a boot that this log does not know; it begins at n1@1.0");
    refuses(logs, "n2@1.1", "no log of node n2 here, only of [n1]");
    refuses(logs, "soon", "not a cursor");
    assertThat(ids(logs, since("n1@1.1"))).containsExactly("n1@2.1", "n1@2.2");
    assertThat(ids(logs, since("n1@1.0"))).hasSize(3);
  }

  private static void refuses(LogFiles logs, String cursor, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> logs.lines(since(cursor)))
        .withMessageContaining(why);
  }

  @Test
  void refusesWhatIsNoLog() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));
    Path file = Files.writeString(root.resolve("file"), "x");
    for (Path none : List.of(empty, file, root.resolve("nothing"))) {
      assertThatExceptionOfType(FleetException.class)
          .isThrownBy(() -> open(none))
          .withMessageContaining(none.toString());
    }
  }

  @Test
  void readsTheLogOfANodeThatNeverHadAnEvent() throws IOException {
    LogDirectory.open(root.resolve("a"), "n1", "n1").close();
    LogFiles logs = open(root.resolve("a"));
    assertThat(ids(logs, ALL)).isEmpty();
    assertThat(ids(logs, since(logs.last().toString()))).isEmpty();
    assertThat(logs.live()).isEmpty();
  }

  @Test
  void seesThatAJvmIsAtWorkAndLeavesItItsLock() throws IOException {
    Path a = log("a", "n1", line("n1", 1, 1, 1, "commit"));
    try (LogDirectory held = LogDirectory.open(a, "n1", "n1")) {
      assertThat(held.boot()).isEqualTo(2);
      assertThat(open(a).live()).containsExactly(a);
      assertThat(ids(open(a), ALL)).containsExactly("n1@1.1");
    }
    assertThat(open(a).live()).isEmpty();
  }
}
