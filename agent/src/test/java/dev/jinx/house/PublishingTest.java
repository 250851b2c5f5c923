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
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

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

  /** Maven Central takes nothing that does not say these. */
  private static final List<String> NEEDED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/connection",
          "scm/developerConnection",
          "scm/url");

  @Test
  void whatIsPublishedSaysWhatItIs() throws Exception {
    for (String pom : List.of("pom.xml", "bom/pom.xml")) { // the others have it from the first
      for (String needed : NEEDED) {
        assertThat(text(pom, needed)).as(pom + ": " + needed).isNotBlank();
      }
    }
    for (String module : modules()) {
      String pom = pom(module);
      if (!pom.contains("<maven.deploy.skip>true")) {
        assertThat(pom).as(module).contains("<name>", "<description>");
      }
    }
  }

  @Test
  void whatIsPublishedIsSignedAndHasItsSources() throws Exception {
    for (String pom : List.of("pom.xml", "bom/pom.xml")) {
      assertThat(released(pom, "maven-gpg-plugin", "executions/execution/goals/goal"))
          .isEqualTo("sign");
      // Not before: `mvn -Prelease package` needs no key.
      assertThat(released(pom, "maven-gpg-plugin", "executions/execution/phase"))
          .isEqualTo("verify");
      assertThat(released(pom, "central-publishing-maven-plugin", "extensions")).isEqualTo("true");
      for (String plugin : List.of("maven-gpg-plugin", "central-publishing-maven-plugin")) {
        assertThat(released(pom, plugin, "version"))
            .isNotBlank()
            .isEqualTo(released("pom.xml", plugin, "version"));
      }
    }
    String each = "executions/execution/goals/goal";
    assertThat(released("pom.xml", "maven-source-plugin", each)).isEqualTo("jar-no-fork");
    assertThat(released("pom.xml", "maven-javadoc-plugin", each)).isEqualTo("jar");
  }

  @Test
  void whatNobodyElseNeedsIsNeitherSignedNorPublished() throws Exception {
    String skip = "${maven.deploy.skip}";
    assertThat(released("pom.xml", "maven-gpg-plugin", "configuration/skip")).isEqualTo(skip);
    assertThat(
            released("pom.xml", "central-publishing-maven-plugin", "configuration/skipPublishing"))
        .isEqualTo(skip);
    assertThat(text("pom.xml", "properties/maven.deploy.skip")).isEqualTo("false");
    for (String module : List.of("it-tests", "benchmarks", "examples/zookeeper")) {
      assertThat(all(pom(module), "maven.deploy.skip")).as(module).containsExactly("true");
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
        .doesNotContain("<outputFile>", "<goal>attach-artifact</goal>");
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

  /** Of a plugin in the profile with which a release is built. */
  private static String released(String pom, String plugin, String path) throws Exception {
    return text(
        pom,
        "profiles/profile[id='release']/build/plugins/plugin[artifactId='" + plugin + "']/" + path);
  }

  private static String text(String pom, String path) throws Exception {
    Document read =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(ROOT.resolve(pom).toFile());
    return XPathFactory.newInstance().newXPath().evaluate("/project/" + path, read);
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
