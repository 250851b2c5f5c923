package dev.jinx.it.junit;

import com.acme.bank.RunSamples;
import com.acme.gossip.Gossip;
import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.Ports;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs sample tests in a JVM of their own, by a JUnit of a certain version. */
final class JUnits {
  /** The one that these tests run by, and what the client is to do without. */
  private static final Pattern NOT_THERE =
      Pattern.compile(".*(junit-|opentest4j|testcontainers|docker-java|okhttp).*");

  private static final int MINUTES = 5;

  private JUnits() {}

  /** What it printed, a line for each test, entry and file. {@link RunSamples#AGAIN} parts runs. */
  static List<String> run(Jdk jdk, String junit, boolean agentFromTheStart, String... tests)
      throws IOException, InterruptedException {
    List<Path> classPath = new ArrayList<>(List.of(Programs.jars(junit)));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!NOT_THERE.matcher(entry).matches()) {
        classPath.add(Path.of(entry).toAbsolutePath());
      }
    }
    List<String> names = new ArrayList<>();
    for (String test : tests) {
      boolean isName = !test.equals(RunSamples.AGAIN);
      names.add(isName ? RunSamples.class.getPackageName() + "." + test : test);
    }
    Path home = home();
    int port = Ports.free();
    Launch launch =
        Launch.on(jdk)
            .directory(home)
            .option("port", Integer.toString(port))
            .jvm("-Djinx.jar=" + JinxJar.path())
            .classPath(classPath.toArray(Path[]::new))
            .main(RunSamples.class.getName(), names.toArray(String[]::new));
    if (agentFromTheStart) { // and found by what the surroundings say
      Path token = Files.writeString(home.resolve("token"), "not-to-be-guessed");
      launch.environment("JINX_TOKEN_FILE", token.toString());
      launch.environment("JINX_NODES", "bank=127.0.0.1:" + port);
    } else {
      launch.agent(null);
    }
    try (TargetJvm jvm = launch.start()) {
      jvm.process().waitFor(MINUTES, TimeUnit.MINUTES); // several tests, some of several processes
      int status = jvm.awaitExit();
      List<String> lines = jvm.out().text().lines().toList();
      if (status != 0) {
        throw new AssertionError(jvm + " ended with " + status + ": " + lines + jvm.err().text());
      }
      return lines;
    }
  }

  /** With a program that samples start. */
  private static Path home() throws IOException {
    Path home = Scratch.directory("junit");
    Path classes = Scratch.directory("classes");
    Path program = Path.of(Gossip.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(classes.resolve(program).getParent());
    Files.copy(JinxJar.classesOf(Gossip.class).resolve(program), classes.resolve(program));
    Files.createDirectory(home.resolve("work"));
    Programs.jar(home.resolve("gossip.jar"), classes, "Main-Class", Gossip.class.getName());
    Files.writeString(
        home.resolve("jinx.yaml"),
        """
        points:
          heard:
            method: com.acme.gossip.Gossip#heard
            capture: { from: 'args[0]' }
        """);
    return home;
  }
}
