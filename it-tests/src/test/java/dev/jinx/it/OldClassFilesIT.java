package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Exercise;
import com.acme.LoadAll;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every method of real programs, old and new, woven at each position: they verify, and answer as
 * before.
 */
class OldClassFilesIT {
  /** There are tens of thousands of classes to be woven and verified. */
  private static final Duration PATIENCE = TargetJvm.PATIENCE.multipliedBy(4);

  @TempDir static Path directory;

  private static final List<String> ENDS = List.of("entry", "exit", "throw");
  private static final List<String> CALLS = List.of("before call **#*", "after call **#*");
  private static final List<String> OTHERS =
      List.of(
          "before read **#*",
          "after read **#*",
          "before write **#*",
          "after write **#*",
          "before new **[]",
          "after new **[]",
          "before throw",
          "before synchronized",
          "after synchronized");

  /** Points at the ends of all methods of these packages. */
  private static String everywhere(boolean enabled, String... patterns) {
    return everywhere(enabled, ENDS, patterns);
  }

  private static String everywhere(boolean enabled, List<String> positions, String... patterns) {
    StringBuilder yaml = new StringBuilder("log: { hits: false }\npoints:\n");
    int number = 0;
    for (String pattern : patterns) {
      number++;
      for (String at : positions) {
        String name = at.replaceAll("\\W+", "-") + number;
        String of = "at: \"" + at + "\", enabled: " + enabled + " }\n";
        yaml.append("  " + name + ": { method: \"" + pattern + "#*\", " + of);
        if (at.equals("entry") || at.equals("exit")) {
          yaml.append("  make-" + name + ": { method: \"" + pattern + "#<init>\", " + of);
        }
      }
    }
    return yaml.toString();
  }

  /**
   * Runs a program without the agent and with it; both print the same. Answers what the points
   * became.
   */
  private static JsonNode same(Launch plain, Launch woven, String last) {
    List<String> before;
    try (TargetJvm jvm = plain.agent(null).start()) {
      jvm.out().await(last::equals, PATIENCE);
      before = jvm.out().soFar();
    }
    try (TargetJvm jvm = woven.start()) {
      jvm.out().await(last::equals, PATIENCE);
      List<String> differing = new ArrayList<>(jvm.out().soFar());
      differing.removeAll(before);
      assertThat(differing).as("lines only with the agent").isEmpty();
      assertThat(jvm.out().soFar()).hasSameSizeAs(before);
      JsonNode points = jvm.http().points();
      for (JsonNode point : points) {
        assertThat(point.get("state").asText())
            .as(() -> point.get("name") + " " + point.get("reason"))
            .isEqualTo("woven");
      }
      assertThat(jvm.err().text()).doesNotContain("could not be woven").doesNotContain("fault");
      return points;
    }
  }

  @OnEveryJdk
  void librariesWithSubroutinesWorkWithEveryMethodHit(Jdk jdk) {
    Path classes = Programs.compile("old", Programs.jars("old"));
    JsonNode points =
        same(
            old(jdk, classes),
            old(jdk, classes)
                .yaml(
                    everywhere(
                        true,
                        "org.apache.commons.collections.**",
                        "org.apache.oro.**",
                        "org.apache.commons.httpclient.**")),
            "200fine");
    for (JsonNode point : points) {
      assertThat(point.get("hits").asInt()).as(point.get("name").asText()).isPositive();
    }
  }

  @OnEveryJdk
  void librariesWithSubroutinesWorkWithEveryCallHit(Jdk jdk) {
    String[] libraries = {
      "org.apache.commons.collections.**", "org.apache.oro.**", "org.apache.commons.httpclient.**"
    };
    for (JsonNode point : hit(jdk, CALLS, libraries)) {
      assertThat(point.get("hits").asInt()).as(point.get("name").asText()).isPositive();
    }
  }

  @OnEveryJdk
  void librariesWithSubroutinesWorkWithEveryFieldThrowAndMonitorHit(Jdk jdk) {
    for (JsonNode point : hit(jdk, OTHERS, "org.apache.**")) {
      if (point.get("at").asText().contains(" read ")) {
        assertThat(point.get("hits").asInt()).as(point.get("name").asText()).isPositive();
      }
    }
  }

  /** What the points at such positions of old libraries become while a program uses them. */
  private static JsonNode hit(Jdk jdk, List<String> positions, String... patterns) {
    Path classes = Programs.compile("old", Programs.jars("old"));
    return same(
        old(jdk, classes),
        old(jdk, classes).yaml(everywhere(true, positions, patterns)),
        "200fine");
  }

  private static Launch old(Jdk jdk, Path classes) {
    return Launch.on(jdk)
        .optimizing()
        .classPath(classes)
        .classPath(Programs.jars("old"))
        .main("com.acme.old.Old");
  }

  @OnEveryJdk
  void everyClassOfTheOldLibrariesLinks(Jdk jdk) {
    Path[] jars = Programs.jars("old");
    same(all(jdk, jars), all(jdk, jars).yaml(everywhere(false, "org.apache.**")), "loaded");
    same(all(jdk, jars), all(jdk, jars).yaml(everywhere(false, CALLS, "org.apache.**")), "loaded");
    same(all(jdk, jars), all(jdk, jars).yaml(everywhere(false, OTHERS, "org.apache.**")), "loaded");
  }

  @OnEveryJdk
  void everyClassOfBigLibrariesOfFourLanguagesLinks(Jdk jdk) {
    Path[] jars = Programs.jars("big");
    same(
        all(jdk, jars),
        all(jdk, jars)
            .yaml(
                everywhere(
                    false,
                    "com.google.**",
                    "kotlin.**",
                    "scala.**",
                    "org.**",
                    "groovy.**",
                    "io.**")),
        "loaded");
  }

  @OnEveryJdk
  void everyClassOfKotlinAndScalaLinksWithEveryCallWoven(Jdk jdk) {
    Path[] jars = Programs.jars("big");
    same(
        all(jdk, jars),
        all(jdk, jars)
            .yaml(everywhere(false, List.of("before call **#*"), "kotlin.**", "scala.**")),
        "loaded");
  }

  @OnEveryJdk
  void everyClassOfKotlinAndScalaLinksWithEveryFieldThrowAndMonitorWoven(Jdk jdk) {
    Path[] jars = Programs.jars("big");
    same(
        all(jdk, jars),
        all(jdk, jars).yaml(everywhere(false, OTHERS, "kotlin.**", "scala.**")),
        "loaded");
  }

  private static Launch all(Jdk jdk, Path[] jars) {
    return Launch.on(jdk)
        .optimizing()
        .classPath(jars)
        .main(LoadAll.class, Stream.of(jars).map(Path::toString).toArray(String[]::new));
  }

  @OnEveryJdk
  void generatedClassesOfEveryVersionVerifyAndAnswerAsBefore(Jdk jdk) {
    Path classes = directory.resolve("generated-" + jdk.feature());
    List<String> names = Generated.write(classes, 44 + jdk.feature());
    JsonNode points =
        same(
            generated(jdk, classes, names),
            generated(jdk, classes, names).yaml(everywhere(true, "generated.**")),
            "exercised");
    int versions = names.size();
    Map<String, Integer> hits = new TreeMap<>();
    points.forEach(point -> hits.put(point.get("name").asText(), point.get("hits").asInt()));
    assertThat(hits)
        .containsEntry("entry1", versions * Generated.METHODS)
        .containsEntry("exit1", versions * (Generated.METHODS - 1))
        .containsEntry("throw1", versions)
        .containsEntry("make-entry1", versions)
        .containsEntry("make-exit1", versions);
  }

  private static Launch generated(Jdk jdk, Path classes, List<String> names) {
    return Launch.on(jdk).classPath(classes).main(Exercise.class, names.toArray(String[]::new));
  }
}
