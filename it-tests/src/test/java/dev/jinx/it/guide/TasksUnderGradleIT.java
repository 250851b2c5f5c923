package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.JinxJar;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Programs;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page says to put into {@code build.gradle} is run by Groovy, of which it is a script,
 * and the arguments that it gives to the JVM are given to one. Gradle itself is not there to be
 * had.
 */
class TasksUnderGradleIT {
  private static final String RACE = "Find a race with two points";
  private static final String JVM = "jvm ";

  /** What the script is to meet, and says of it. */
  private static final String GRADLE =
      """
      class Tests {
        def useJUnitPlatform() { println 'JUnit Platform' }
        def jvmArgs(Object... all) { all.each { println "jvm $it" } }
      }
      class Dependencies {
        def testImplementation(what) { println "dependency $what" }
      }
      class Repositories {
        def mavenLocal() { println 'local' }
        def mavenCentral() { println 'central' }
      }
      def told(delegate, Closure how) {
        how.delegate = delegate
        how.resolveStrategy = Closure.DELEGATE_FIRST
        how()
      }
      def test(Closure how) { told(new Tests(), how) }
      def dependencies(Closure how) { told(new Dependencies(), how) }
      def repositories(Closure how) { told(new Repositories(), how) }
      projectDir = new File('.').canonicalFile
      """;

  private final Path home = Scratch.directory("gradle").toAbsolutePath();

  @OnEveryJdk
  void itsScriptIsOneAndItsArgumentsBringTheAgent(Jdk jdk) throws Exception {
    Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    List<String> told = evaluate(jdk);
    assertThat(told)
        .contains("JUnit Platform", "local", "dependency dev.jinx:jinx-client:" + version());
    List<String> jvm = new ArrayList<>(List.of("-XX:+DisableAttachMechanism"));
    told.stream()
        .filter(line -> line.startsWith(JVM))
        .forEach(line -> jvm.add(line.substring(JVM.length())));
    assertThat(jvm).hasSize(2);
    Path classes =
        TasksRun.compile(
            home,
            TasksPage.purse(TasksPage.text(RACE, "java", 1)),
            TasksPage.text(RACE, "java", 0));
    assertThat(TasksRun.run(jdk, home, classes, "DoubleSpendTest", jvm.toArray(String[]::new)))
        .containsExactly("SUCCESSFUL moneyIsSpentOnce(Path, Point, Point)");
  }

  /** What the script said; it sees the same directory as Gradle would have it see. */
  private List<String> evaluate(Jdk jdk) throws Exception {
    Path script = home.resolve("build.groovy");
    Files.writeString(script, GRADLE + TasksPage.text("Run it under Gradle", "groovy", 0));
    Path[] groovy =
        Stream.of(Programs.jars("big"))
            .filter(jar -> jar.endsWith("groovy.jar"))
            .toArray(Path[]::new);
    try (TargetJvm jvm =
        Launch.on(jdk)
            .agent(null)
            .directory(home)
            .classPath(groovy)
            .main("groovy.ui.GroovyMain", script.toString())
            .start()) {
      assertThat(jvm.awaitExit()).as(jvm.err().text()).isZero();
      return jvm.out().text().lines().toList();
    }
  }

  /** The one that the page says for Maven, which is known to be there. */
  private static String version() {
    String maven = TasksPage.text("Run it under Maven Surefire", "xml", 0);
    return maven.replaceAll("(?s).*<version>(.*?)</version>.*", "$1");
  }
}
