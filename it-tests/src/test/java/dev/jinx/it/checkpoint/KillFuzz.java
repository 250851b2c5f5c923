package dev.jinx.it.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.disk.Position;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Waves of four writers on one file, each on the next JDK, killed at random counts of what was seen
 * of their steps. Fails with an {@link AssertionError} whose message begins with what was found:
 * {@code went back}, {@code lost}, {@code torn}, {@code left over}, {@code ended by itself} or
 * {@code no progress}.
 */
final class KillFuzz {
  private static final int WRITERS = 4;
  private static final int MOST_STEPS = 20;
  private static final int MOST_LOOKS = 30;
  private static final int KILLED = 128 + 9;

  private final Writer.Conduct conduct;
  private final Duration patience;
  private final Random random;
  private final Path home = Scratch.directory("checkpoint");
  private final Path file = home.resolve("checkpoints.json");
  private final Path journals = Scratch.directory("journals");
  private final Witness witness = new Witness(file);
  private int waves;
  private int insideWrites;
  private int notes;

  KillFuzz(Writer.Conduct conduct, Duration patience, long seed) {
    this.conduct = conduct;
    this.patience = patience;
    this.random = new Random(seed);
  }

  /** Starts four writers, kills them, and holds what is stored against what they noted. */
  void wave(boolean goOn) throws IOException {
    List<Path> noted = new ArrayList<>();
    List<TargetJvm> writers = new ArrayList<>();
    Map<String, Map<String, Long>> before = witness.look();
    try {
      for (int i = 0; i < WRITERS; i++) {
        noted.add(journals.resolve(waves + "-w" + i));
        writers.add(start("w" + i, noted.get(i), goOn));
      }
      for (TargetJvm writer : writers) {
        awaitReady(writer);
      }
      writers.forEach(writer -> writer.tell(""));
      kill(writers);
      for (TargetJvm writer : writers) {
        if (writer.awaitExit() != KILLED) {
          throw new AssertionError("ended by itself: " + writer + writer.err().text());
        }
        writer.out().soFar().forEach(KillFuzz::refuseLost);
      }
    } finally {
      writers.forEach(TargetJvm::close);
    }
    for (Path journal : noted) {
      notes += witness.compare(journal);
    }
    if (goOn) {
      refuseStanding(before, witness.look());
    }
    waves++;
    cleanUp();
  }

  private static void awaitReady(TargetJvm writer) {
    try {
      writer.out().await("ready"::equals, TargetJvm.PATIENCE);
    } catch (AssertionError never) {
      if (writer.process().isAlive()) {
        throw never;
      }
      throw new AssertionError("ended by itself: " + writer + writer.err().text(), never);
    }
  }

  /** What it did, for whoever reads the build's output. */
  String account() {
    return String.format(
        "%d waves, %d kills (%d inside a write), %d positions noted",
        waves, waves * WRITERS, insideWrites, notes);
  }

  private TargetJvm start(String name, Path journal, boolean goOn) {
    List<Jdk> jdks = Jdks.all();
    return Launch.on(jdks.get(Integer.parseInt(name.substring(1)) % jdks.size()))
        .agent(null)
        .jvm("-XX:+UseSerialGC", "-Xshare:auto")
        .classPath(
            JinxJar.classesOf(FileCheckpointStore.class),
            JinxJar.classesOf(Position.class),
            JinxJar.classesOf(JsonFactory.class))
        .main(
            Writer.class,
            file.toString(),
            journal.toString(),
            name,
            goOn ? "stored" : "zero",
            conduct.name())
        .start();
  }

  /** One after the other in any order, or all at once when each has come some way. */
  private void kill(List<TargetJvm> writers) {
    List<TargetJvm> order = new ArrayList<>(writers);
    Collections.shuffle(order, random);
    boolean atOnce = random.nextBoolean();
    for (TargetJvm writer : order) {
      for (int steps = 1 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
        awaitStep(writer);
        witness.look();
      }
      if (!atOnce) {
        lookAround();
        writer.kill();
      }
    }
    if (atOnce) {
      lookAround();
      order.forEach(TargetJvm::kill);
    }
  }

  /** Takes the kill away from the moment at which a step was seen. */
  private void lookAround() {
    for (int looks = random.nextInt(MOST_LOOKS); looks > 0; looks--) {
      witness.look();
    }
  }

  private void awaitStep(TargetJvm writer) {
    String line;
    try {
      line = writer.out().await(any -> true, patience);
    } catch (AssertionError none) {
      boolean ended = String.valueOf(none.getMessage()).startsWith("stdout ended");
      String what = ended ? "ended by itself: " : "no progress: ";
      throw new AssertionError(what + writer + " " + writer.err().text(), none);
    }
    refuseLost(line);
  }

  private static void refuseStanding(
      Map<String, Map<String, Long>> before, Map<String, Map<String, Long>> after) {
    for (int i = 0; i < WRITERS; i++) {
      if (Objects.equals(before.get("w" + i), after.get("w" + i))) {
        throw new AssertionError("no progress: w" + i + " is still at " + after.get("w" + i));
      }
    }
  }

  private static void refuseLost(String line) {
    if (line.startsWith("lost")) {
      throw new AssertionError(line);
    }
  }

  /** The dead hold no lock, and the next writer removes what they left. */
  private void cleanUp() throws IOException {
    insideWrites += files().size() - 2;
    new FileCheckpointStore(file).put("fuzz", Place.cursor("fuzz", waves));
    List<String> left = files();
    if (!left.equals(List.of("checkpoints.json", "checkpoints.json.lock"))) {
      throw new AssertionError("left over: " + left);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
