package dev.jinx.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process: what this class's {@code main} does there. */
final class Child {
  private Child() {}

  static Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /** Behind a command that runs the rest of its arguments. */
  static Process start(List<String> behind, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(behind);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Child.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "try" -> tryToOpen(directory);
      case "hold" -> {
        LogDirectory held = tryToOpen(directory);
        if (held != null) {
          // Until it is killed.
          System.in.read();
          held.close();
        }
      }
      case "visit" -> {
        try (LogDirectory visited = LogDirectory.visit(directory)) {
          System.out.println("visits after boot " + visited.boot());
          System.in.read();
        }
      }
      case "look" -> {
        System.out.println(DeadLog.isAlive(directory));
        while (true) {
          DeadLog.isAlive(directory);
        }
      }
      case "full" -> full(directory, Durability.OS, arguments[2]);
      case "fsync" -> full(directory, Durability.FSYNC, "retry");
      case "write" -> write(directory, Long.parseLong(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static LogDirectory tryToOpen(Path directory) {
    try {
      LogDirectory log = LogDirectory.open(directory, null, "n1");
      System.out.println("boot " + log.boot());
      return log;
    } catch (IOException refused) {
      System.out.println(refused.getMessage());
      return null;
    }
  }

  /**
   * Commits until the disk refuses, shows that nothing is half done, brings relief, and goes on.
   * The last line it prints is {@code done SEQ}: all events up to that number are to be there.
   */
  private static void full(Path directory, Durability durability, String relief) throws Exception {
    try (LogDirectory log = LogDirectory.open(directory, null, "n1")) {
      Segments segments = Segments.open(directory, true, System.out::println);
      SegmentWriter writer = SegmentWriter.open(log, segments, durability, 64L << 20);
      long refused = fill(writer, relief.equals("retry") ? 30 : 20_000);
      System.out.println("refused after " + writer.committed());
      for (int i = 0; i < 3 && refused != 0; i++) {
        check(directory, segments, writer.committed());
        if (refuses(writer) != relief.equals("retry")) {
          refused++;
          Events.append(writer, "n1", 1, refused);
        }
      }
      relieve(relief);
      writer.commit();
      for (long seq = writer.appended() + 1; seq % 50 != 0; seq++) {
        Events.append(writer, "n1", 1, seq);
        writer.commit();
      }
      check(directory, segments, writer.committed());
      writer.close();
      System.out.println("done " + writer.committed());
    }
  }

  /** Returns the last number gathered when the disk refused, 0 if it did not. */
  private static long fill(SegmentWriter writer, long most) {
    for (long seq = 1; seq <= most; seq++) {
      Events.append(writer, "n1", 1, seq);
      if (seq % 7 == 0 && refuses(writer)) {
        return seq;
      }
    }
    return 0;
  }

  private static boolean refuses(SegmentWriter writer) {
    long committed = writer.committed();
    try {
      writer.commit();
      return false;
    } catch (IOException full) {
      System.out.println("refused: " + full.getMessage());
      if (writer.committed() != committed) {
        throw new AssertionError("committed " + committed + ", now " + writer.committed());
      }
      return true;
    }
  }

  private static void check(Path directory, Segments segments, long committed) throws IOException {
    List<String> expected = Events.ids(1, 1, committed);
    Segments fresh =
        Segments.open(
            directory,
            false,
            problem -> {
              throw new AssertionError(problem);
            });
    for (Segments each : List.of(segments, fresh)) {
      if (!Events.read(each, new Position(0, 0)).equals(expected)) {
        throw new AssertionError("not 1 to " + committed + ": " + Events.read(each, each.first()));
      }
    }
  }

  private static void relieve(String relief) throws Exception {
    if (relief.startsWith("delete ")) {
      Files.delete(Path.of(relief.substring(7)));
    } else if (relief.equals("limit")) {
      String pid = Long.toString(ProcessHandle.current().pid());
      new ProcessBuilder("prlimit", "--pid", pid, "--fsize=unlimited")
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  /** Writes events for ever, telling each time how far it is committed. */
  private static void write(Path directory, long retention) throws IOException {
    try (LogDirectory log = LogDirectory.open(directory, null, "n1")) {
      Segments segments = Segments.open(directory, true, problem -> {});
      try (SegmentWriter writer = SegmentWriter.open(log, segments, Durability.OS, retention)) {
        StringBuilder line = new StringBuilder();
        for (long seq = 1; true; seq++) {
          Events.append(writer, "n1", log.boot(), seq);
          if (seq % 7 == 0) {
            writer.commit();
            line.setLength(0);
            line.append(log.boot()).append('.').append(seq).append('\n');
            System.out.print(line);
            System.out.flush();
          }
        }
      }
    }
  }
}
