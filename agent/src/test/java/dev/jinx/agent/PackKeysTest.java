package dev.jinx.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Expressions;
import dev.jinx.expression.JexlExpressions;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code packs} includes, and what the configuration says beside it. */
class PackKeysTest {
  private static final Expressions EXPRESSIONS = new JexlExpressions(type -> {});
  private static final String ACME =
      """
      verified: [ acme 1.0, acme 2.0 ]
      points:
        acme.commit:
          method: com.acme.Store#commit
          action: pause(30s)
          parameters: { why: pack }
          capture: { amount: 'args[0]' }
        acme.send: { method: com.acme.Transport+#send }
      """;

  @TempDir Path directory;

  private final Problems problems = new Problems();

  private Configuration read(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("jinx.yaml"), yaml);
    return Configuration.read(new Options("config=" + file, problems), EXPRESSIONS, problems);
  }

  private Configuration sound(String yaml) throws IOException {
    Configuration read = read(yaml);
    assertThat(problems.lines()).isEmpty();
    return read;
  }

  private List<String> errors(String yaml) throws IOException {
    read(yaml);
    return problems.lines().stream().map(l -> l.replace(directory + File.separator, "")).toList();
  }

  private static PlannedPoint point(Configuration read, String name) {
    return read.points.stream()
        .filter(point -> point.declaration.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theReadyPacksAreThoseOfTheJar() throws URISyntaxException {
    File folder = new File(PackKeys.class.getResource("/" + PackKeys.FOLDER).toURI());
    assertThat(Arrays.stream(folder.list()).map(name -> name.replace(".yaml", "")).sorted())
        .isEqualTo(PackKeys.READY);
  }

  @Test
  void everyReadyPackCanBeReadAndEnablesNothing() throws IOException {
    Configuration read = sound("packs: [ " + String.join(", ", PackKeys.READY) + " ]");
    assertThat(read.points).hasSizeGreaterThan(100);
    for (PlannedPoint point : read.points) {
      assertThat(point.enabled).as(point.declaration.name()).isFalse();
      assertThat(point.isSound()).isTrue();
      assertThat(point.declaration.source()).startsWith("pack ");
      assertThat(point.declaration.name())
          .startsWith(point.declaration.source().substring("pack ".length()) + ".");
    }
  }

  @Test
  void aReadyPackIsReadOutOfTheJarThatItIsIn() throws IOException {
    Path jar = directory.resolve("some.jar");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new java.util.zip.ZipEntry(PackKeys.FOLDER + "jdk.yaml"));
      out.write(
          "points: { jdk.x: { method: a.B#c } }".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Configuration read =
        Configuration.read(
            new Options("", problems),
            "x.yaml",
            "packs: [ jdk, kafka ]",
            jar.toFile(),
            EXPRESSIONS,
            problems);
    assertThat(point(read, "jdk.x").declaration.source()).isEqualTo("pack jdk");
    assertThat(problems.lines())
        .containsExactly(
            "x.yaml:1:15: packs: this jinx.jar is incomplete: it has no"
                + " META-INF/jinx/packs/kafka.yaml");
  }

  @Test
  void aFileOfOnesOwnLiesBesideTheConfiguration() throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve("sub")).resolve("acme.yml"), ACME);
    Configuration read = sound("packs: [ sub/acme.yml ]");
    assertThat(point(read, "acme.commit").declaration.source()).isEqualTo("pack sub/acme.yml");
    assertThat(errors("packs: [ acme.yaml ]"))
        .singleElement()
        .asString()
        .startsWith("jinx.yaml:1:10: packs: no file 'acme.yaml' (looked for ");
  }

  @Test
  void theConfigurationSaysWhatIsOtherThanInThePack() throws IOException {
    Files.writeString(directory.resolve("acme.yaml"), ACME);
    Configuration read =
        sound(
            """
            packs: [ ./acme.yaml ]
            points:
              before: { method: a.B#c }
              acme.commit: { enabled: true, one_shot: true, parameters: { who: me } }
            """);
    assertThat(read.points.stream().map(point -> point.declaration.name()))
        .containsExactly("acme.commit", "acme.send", "before");
    PlannedPoint commit = point(read, "acme.commit");
    assertThat(commit.enabled && commit.oneShot).isTrue();
    assertThat(commit.declaration.method()).isEqualTo("com.acme.Store#commit");
    assertThat(commit.declaration.terms().text()).isEqualTo("pause(30s)");
    assertThat(commit.declaration.parameters()).containsOnlyKeys("who");
    assertThat(commit.declaration.capture().texts()).containsOnlyKeys("amount");
    assertThat(commit.declaration.source())
        .isEqualTo("pack ./acme.yaml, " + directory.resolve("jinx.yaml") + ":4");
    assertThat(commit.place("enabled")).endsWith("jinx.yaml:4:27");
    assertThat(commit.place("method")).endsWith("acme.yaml:4:13");
  }

  @Test
  void aNameOfTwoPacksIsAnErrorThatNamesBoth() throws IOException {
    Files.writeString(directory.resolve("acme.yaml"), ACME);
    Files.writeString(directory.resolve("b.yaml"), "points: { acme.send: { method: a.B#c } }");
    assertThat(errors("packs: [ ./acme.yaml, b.yaml ]"))
        .containsExactly(
            "b.yaml:1:11: 'acme.send' is declared by pack ./acme.yaml and by pack b.yaml; right is"
                + " one of them");
  }

  @Test
  void aPackEnablesNothingAndHoldsNothingButPoints() throws IOException {
    Files.writeString(
        directory.resolve("acme.yaml"),
        "node: n1\npoints: { a: { method: a.B#c, enabled: true, wen: x } }\n");
    assertThat(errors("packs: [ ./acme.yaml ]"))
        .containsExactly(
            "./acme.yaml:1:1: unknown key 'node'; keys here are verified, points",
            "./acme.yaml:2:31: a pack enables nothing: 'enabled' belongs into the configuration",
            "./acme.yaml:2:46: unknown key 'wen' in points.a; did you mean 'when'?");
  }
}
