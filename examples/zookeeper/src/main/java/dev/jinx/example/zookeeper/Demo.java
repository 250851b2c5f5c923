package dev.jinx.example.zookeeper;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the demo from the root of a checkout; {@code ./demo} builds what it needs and calls it. */
public final class Demo {
  private final Path directory;
  private final Path root;
  private final Ensemble ensemble = new Ensemble();
  private final Screen screen = new Screen(Boolean.getBoolean("demo.colours"));
  private volatile boolean interrupted;

  private Demo(Path directory, Path root) {
    this.directory = directory;
    this.root = root;
  }

  /**
   * Exits with 0 if everything went as told, else with 1 and the reason.
   *
   * @param args the run's directory, which is deleted unless something goes wrong
   */
  public static void main(String[] args) {
    Demo demo = new Demo(Path.of(args[0]), Path.of(""));
    Thread cleanUp = new Thread(demo::interrupt, "clean up");
    Runtime.getRuntime().addShutdownHook(cleanUp);
    boolean fine = demo.run();
    if (demo.interrupted) {
      return; // the hook is at work
    }
    Runtime.getRuntime().removeShutdownHook(cleanUp);
    if (!fine) {
      demo.stop();
    }
    System.exit(fine ? 0 : 1);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // this is what tells the person who runs it
  private boolean run() {
    long begun = System.nanoTime();
    screen.title(
        "Jinx: hold a real ZooKeeper ensemble at a point of its code, and let it go, from outside.");
    try {
      new Story(screen, ensemble, directory, root).tell();
      ensemble.close();
      delete();
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      screen.step(
          "All of that in " + seconds + " s. The nodes are stopped and their data is removed.",
          "Go on with docs/guide/getting-started.md: the same with a program of yours.");
      return true;
    } catch (Exception e) {
      if (interrupted) {
        return false;
      }
      System.err.println();
      System.err.println("demo: failed: " + (e instanceof DemoException ? e.getMessage() : e));
      if (!(e instanceof DemoException)) {
        e.printStackTrace();
      }
      System.err.println("demo: the logs are in " + directory.toAbsolutePath());
      return false;
    }
  }

  /** On Ctrl-C, or when asked to end. */
  private void interrupt() {
    interrupted = true;
    if (stop()) {
      try {
        delete();
      } catch (IOException e) {
        System.err.println("demo: cannot delete " + directory.toAbsolutePath() + ": " + e);
      }
    }
  }

  private boolean stop() {
    try {
      ensemble.close();
      return true;
    } catch (InterruptedException e) {
      System.err.println("demo: interrupted while the nodes were stopped");
      return false;
    }
  }

  private void delete() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
    try {
      Files.delete(directory.resolveSibling(""));
    } catch (DirectoryNotEmptyException e) {
      return; // another run, or what a failed one has left
    }
  }
}
