package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Processor time of a process's threads, from the scheduler's own count (Linux). */
final class Cpu {
  private Cpu() {}

  /** Nanoseconds on a processor so far, by thread: number and name. */
  static Map<String, Long> byThread(long pid) throws IOException {
    Map<String, Long> threads = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : (Iterable<Path>) tasks::iterator) {
        try {
          String name = Files.readString(task.resolve("comm")).strip();
          String[] words = Files.readString(task.resolve("schedstat")).strip().split(" ");
          threads.put(task.getFileName() + " " + name, Long.parseLong(words[0]));
        } catch (NoSuchFileException gone) {
          continue;
        }
      }
    }
    return threads;
  }

  /** Nanoseconds between two looks, of all threads but those whose names begin so. */
  static long used(Map<String, Long> before, Map<String, Long> after, String except) {
    long sum = 0;
    for (Map.Entry<String, Long> thread : after.entrySet()) {
      String name = thread.getKey().substring(thread.getKey().indexOf(' ') + 1);
      if (except.isEmpty() || !name.startsWith(except)) {
        sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      }
    }
    return sum;
  }

  /** The three threads that used most between two looks, in microseconds. */
  static String most(Map<String, Long> before, Map<String, Long> after) {
    StringBuilder text = new StringBuilder();
    after.entrySet().stream()
        .map(t -> Map.entry(t.getKey(), t.getValue() - before.getOrDefault(t.getKey(), 0L)))
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .limit(3)
        .forEach(
            t ->
                text.append(text.length() == 0 ? "" : ", ")
                    .append(t.getKey().substring(t.getKey().indexOf(' ') + 1))
                    .append(' ')
                    .append(t.getValue() / 1_000));
    return text.toString();
  }
}
