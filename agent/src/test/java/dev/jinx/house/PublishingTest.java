package dev.jinx.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a repository of Maven's asks for, and what those who take things from it rely on. */
class PublishingTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Parts of jinx.jar: published, because others depend on them, but nobody is to name them. */
  private static final Set<String> PARTS =
      Set.of("jinx-bootstrap", "jinx-instrumentation", "jinx-sse-server");

  @Test
  void theBomNamesWhatIsThereForOthersInThisVersion() throws IOException {
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    TreeSet<String> published = new TreeSet<>();
    for (String module : modules()) {
      String pom = pom(module);
      if (!module.equals("bom") && !pom.contains("<maven.deploy.skip>true")) {
        published.add(first(pom.substring(pom.indexOf("</parent>")), "artifactId"));
      }
    }
    published.removeAll(PARTS);
    String dependencies =
        bom.substring(bom.indexOf("<dependencies>"), bom.indexOf("</dependencies>"));
    TreeSet<String> named = new TreeSet<>(all(dependencies, "artifactId"));
    assertThat(named).isEqualTo(published);
    assertThat(first(bom, "version"))
        .isEqualTo(first(Files.readString(ROOT.resolve("pom.xml")), "version"));
    assertThat(bom).doesNotContain("<parent>"); // it would bring the versions of our libraries
  }

  @Test
  void whatIsPublishedSaysWhatItIs() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String bom = pom("bom");
    for (String needed : List.of("name", "description", "url", "licenses", "developers", "scm")) {
      assertThat(parent).contains("<" + needed);
      assertThat(bom).contains("<" + needed);
    }
    for (String module : modules()) {
      String pom = pom(module);
      if (!pom.contains("<maven.deploy.skip>true")) {
        assertThat(pom).as(module).contains("<name>", "<description>");
      }
    }
  }

  @Test
  void theGuideNamesTheirCoordinates() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/guide/junit.md"));
    String xml = guide.substring(guide.indexOf("```xml"), guide.indexOf("</dependencies>\n```"));
    assertThat(all(xml, "artifactId")).containsExactly("jinx-bom", "jinx-client", "jinx-agent");
    assertThat(all(xml, "version")).containsExactly(first(pom("bom"), "version"));
  }

  /** It has all of them inside, where no class path sees them. */
  @Test
  void whoTakesTheAgentGetsOneJarAndNoLibraries() throws IOException {
    String pom = pom("agent");
    String dependencies =
        pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
    assertThat(dependencies.lines().filter(line -> line.contains("<dependency>")))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsAnyOf(
                        "<optional>true</optional>",
                        "<scope>provided</scope>",
                        "<scope>test</scope>"));
    assertThat(pom)
        .contains("<finalName>jinx</finalName>") // what is made is what is published
        .doesNotContain("jinx.jar</outputFile>", "<goal>attach-artifact</goal>");
    assertThat(pom("bom")).doesNotContain("<classifier>");
  }

  @Test
  void theAnnotationIsOneClass() throws IOException {
    Path classes = ROOT.resolve("annotation/target/classes");
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")))
          .extracting(file -> classes.relativize(file).toString())
          .containsExactly("dev/jinx/InjectionPoint.class");
    }
    assertThat(pom("annotation")).doesNotContain("<dependency>");
  }

  private static List<String> modules() throws IOException {
    List<String> modules = all(Files.readString(ROOT.resolve("pom.xml")), "module");
    assertThat(modules).contains("bom", "annotation", "client", "agent");
    return modules;
  }

  private static String pom(String module) throws IOException {
    return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
  }

  private static String first(String xml, String element) {
    return all(xml, element).get(0);
  }

  private static List<String> all(String xml, String element) {
    Matcher found = Pattern.compile("<" + element + ">([^<]+)</" + element + ">").matcher(xml);
    return found.results().map(match -> match.group(1)).toList();
  }
}
