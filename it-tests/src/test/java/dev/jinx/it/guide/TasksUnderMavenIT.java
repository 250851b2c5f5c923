package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.clients.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A project of somebody's, with what the page says to put into its POM, is built by Maven. */
class TasksUnderMavenIT {
  private static final String RECIPE = "Run it under Maven Surefire";
  private static final String OURS = TasksPage.read(Path.of("../pom.xml"));
  private static final String VERSION = said("<version>(.*?)</version>");

  private final Path home = Scratch.directory("maven").resolve("a project");

  @OnNewestJdk
  void theTestsOfThePagePass(Jdk jdk) throws Exception {
    Tool.assume("mvn is not installed", "mvn", "-v");
    Files.createDirectory(home);
    Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    Files.copy(TasksPage.PURSE.resolve("jinx.yaml"), home.resolve("jinx.yaml"));
    Files.writeString(home.resolve("pom.xml"), pom());
    String fix = TasksPage.text("Find a race with two points", "java", 1);
    source("main", TasksPage.purse(fix));
    source("test", TasksPage.text("Make the third write fail", "java", 0));
    source("test", TasksPage.text("Crash at a point and check recovery", "java", 0));
    source("test", TasksPage.text("Find a race with two points", "java", 0));
    String told =
        Tool.run(
            home,
            Map.of(
                "JAVA_HOME",
                jdk.home().toString(),
                "JDK_JAVA_OPTIONS",
                "-XX:+DisableAttachMechanism"), // by the argLine, or not at all
            "env",
            "-u",
            "JINX_JAR", // the agent itself says where its jar is
            "mvn",
            "-B",
            "-o",
            "-Dmaven.repo.local=" + LocalRepository.make(VERSION),
            "test");
    assertThat(told).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0", "BUILD SUCCESS");
  }

  private String pom() {
    String surefire = TasksPage.text(RECIPE, "xml", 1);
    assertThat(surefire).contains("<version>" + plugin("surefire") + "</version>");
    assertThat(TasksPage.text(RECIPE, "xml", 0)).contains("<version>" + VERSION + "</version>");
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>purse</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.junit.jupiter</groupId>
              <artifactId>junit-jupiter</artifactId>
              <version>%s</version>
              <scope>test</scope>
            </dependency>
            %s
          </dependencies>
          <build>
            <plugins>
              <plugin><artifactId>maven-resources-plugin</artifactId><version>%s</version></plugin>
              <plugin><artifactId>maven-compiler-plugin</artifactId><version>%s</version></plugin>
              %s
            </plugins>
          </build>
        </project>
        """
        .formatted(
            said("<junit.version>(.*?)</junit.version>"),
            TasksPage.text(RECIPE, "xml", 0),
            plugin("resources"),
            plugin("compiler"),
            surefire);
  }

  private void source(String kind, String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve("src/" + kind + "/java/com/acme"));
    Files.writeString(folder.resolve(TasksRun.className(text) + ".java"), text);
  }

  private static String plugin(String name) {
    return said("<artifactId>maven-" + name + "-plugin</artifactId>\\s*<version>(.*?)</version>");
  }

  /** What the POM of this build says. */
  private static String said(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(OURS);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }
}
