package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;

/**
 * A program that carries other versions of the libraries that the agent uses: neither side notices
 * the other.
 */
class OtherVersionsIT {
  private static final String HIDDEN = "jinx-isolated/";
  private static final String YAML =
      """
      points:
        main: { method: com.acme.others.Others#main, enabled: true }
        send: { method: io.undertow.io.AsyncSenderImpl#send(java.lang.String), enabled: true }
      """;

  static Path classes;

  @BeforeAll
  static void build() {
    classes = Programs.compile("others", Programs.jars("others"));
  }

  private static TargetJvm start(Jdk jdk) {
    return Launch.on(jdk)
        .yaml(YAML)
        .classPath(classes)
        .classPath(Programs.jars("others"))
        .main("com.acme.others.Others")
        .start();
  }

  @OnEveryJdk
  void theProgramsOwnVersionsServeBesideTheAgents(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      jvm.out().await(line -> line.startsWith("byte-buddy"), TargetJvm.PATIENCE);
      assertThat(jvm.out().soFar())
          .containsExactly(
              "undertow 2.2.37.Final",
              "jackson 2.13.5",
              "asm asm.jar",
              "byte-buddy byte-buddy.jar");
      assertThat(jvm.ask("serve")).isEqualTo("{\"served\":1}");
      // The agent's own Undertow answers these, and its threads and methods are no hits.
      assertThat(jvm.http().await("send", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().enters("send")).isEqualTo(1);
      assertThat(jvm.http().point("send").get("sites")).hasSize(1);
    }
  }

  @OnEveryJdk
  void noClassOfTheAgentsLibrariesIsSeenByTheProgram(Jdk jdk) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile jar = new ZipFile(JinxJar.path().toFile())) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(HIDDEN) && name.endsWith(".classdata"))
          .map(name -> name.substring(HIDDEN.length(), name.lastIndexOf('.')).replace('/', '.'))
          .filter(name -> !name.startsWith("META-INF") && !name.endsWith("module-info"))
          .forEach(names::add);
    }
    assertThat(names).hasSizeGreaterThan(1000).contains("io.undertow.Undertow");
    try (TargetJvm jvm = start(jdk)) {
      jvm.out().await(line -> line.startsWith("byte-buddy"), TargetJvm.PATIENCE);
      Map<String, String> strange = new TreeMap<>();
      for (String name : names) {
        String source = jvm.ask("class " + name).substring(name.length() + 1);
        if (!source.startsWith("none") && !CARRIED.contains(source)) {
          strange.put(name, source);
        }
      }
      assertThat(strange).isEmpty();
    }
  }

  @OnEveryJdk
  void noServiceOfTheAgentsLibrariesIsSeenByTheProgram(Jdk jdk) throws IOException {
    List<String> services;
    try (ZipFile jar = new ZipFile(JinxJar.path().toFile())) {
      services =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(HIDDEN + "META-INF/services/"))
              .filter(name -> !name.endsWith("/"))
              .map(name -> name.substring(HIDDEN.length()))
              .toList();
    }
    assertThat(services).isNotEmpty();
    try (TargetJvm jvm = start(jdk)) {
      jvm.out().await(line -> line.startsWith("byte-buddy"), TargetJvm.PATIENCE);
      for (String service : services) {
        assertThat(jvm.ask("resource " + service)).doesNotContain("jinx.jar");
      }
    }
  }

  private static final List<String> CARRIED =
      List.of(Programs.jars("others")).stream().map(p -> p.getFileName().toString()).toList();
}
