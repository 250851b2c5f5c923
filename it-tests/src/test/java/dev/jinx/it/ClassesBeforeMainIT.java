package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Empty;
import com.acme.EmptyAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** What a start costs, counted in classes: a figure that does not depend on the machine. */
class ClassesBeforeMainIT {
  private static final String MAIN = Empty.class.getName();

  /**
   * With 20 points 253 were counted on JDK 17 and 273 on 25; a tenth more is left. Of these 77 read
   * the YAML and 46 are the hit's own, loaded early on purpose.
   */
  private static int most(Jdk jdk) {
    return jdk.feature() < 24 ? 278 : 300;
  }

  /** Numbers of threads are padded where some have more digits than others. */
  private static final Pattern LOADED = Pattern.compile("\\[\\s*(\\d+)\\s*]\\s*(\\S+) source: ");

  @TempDir static Path directory;

  private static String yaml() {
    StringBuilder yaml = new StringBuilder("points:\n");
    IntStream.rangeClosed(1, 20)
        .forEach(i -> yaml.append("  p").append(i).append(": { method: com.acme.C" + i + "#m }\n"));
    return yaml.toString();
  }

  /**
   * Classes that the thread of main has loaded before the main class; the server's load beside it.
   */
  private static List<String> beforeMain(Launch launch) {
    try (TargetJvm jvm =
        launch.jvm("-Xlog:class+load:file=classes.txt:tid").main(Empty.class).start()) {
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.out().soFar()).isEmpty();
      List<Matcher> loaded =
          Files.readAllLines(jvm.directory().resolve("classes.txt")).stream()
              .map(LOADED::matcher)
              .filter(Matcher::lookingAt)
              .toList();
      String thread =
          loaded.stream()
              .filter(line -> line.group(2).equals(MAIN))
              .findFirst()
              .orElseThrow()
              .group(1);
      return loaded.stream()
          .filter(line -> line.group(1).equals(thread))
          .map(line -> line.group(2))
          .takeWhile(name -> !name.equals(MAIN))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @OnEveryJdk
  void fewClassesAreLoadedBeforeMainBeyondThoseOfAnAgentThatDoesNothing(Jdk jdk) {
    Path empty = directory.resolve("empty-" + jdk.feature() + ".jar");
    Programs.jar(
        empty, JinxJar.classesOf(EmptyAgent.class), "Premain-Class", EmptyAgent.class.getName());
    Launch plain = Launch.on(jdk).agent(null).jvm("-javaagent:" + empty);
    List<String> more = new ArrayList<>(beforeMain(Launch.on(jdk).yaml(yaml())));
    int all = more.size();
    List<String> without = beforeMain(plain);
    more.removeAll(without);
    assertThat(all - without.size()).as("beyond an empty agent: " + more).isBetween(1, most(jdk));
  }

  @OnEveryJdk
  void noneOfThemIsOfLoggingJmxOrTheServer(Jdk jdk) {
    assertThat(beforeMain(Launch.on(jdk).yaml(yaml())))
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("javax.management."))
        .noneMatch(name -> name.startsWith("dev.jinx.expression."))
        .noneMatch(name -> name.startsWith("org.apache.commons.jexl3."))
        .noneMatch(name -> name.startsWith("com.fasterxml."))
        .noneMatch(name -> name.startsWith("io.undertow."))
        .noneMatch(name -> name.startsWith("org.xnio."));
  }
}
