package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.JinxJar;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The recipes that are tests are compiled as they stand, and do what the page says. */
@ExtendWith(Targets.class)
class TasksInTestsIT {
  private static final String RACE = "Find a race with two points";
  private static final int TEST = 0;
  private static final int FIX = 1;
  private static final int IN_LINE = 2;

  private final Path home = Scratch.directory("tasks");

  @OnNewestJdk
  void theThirdWriteFails(Jdk jdk) throws Exception {
    String test = TasksPage.text("Make the third write fail", "java", 0);
    assertThat(run(jdk, TasksPage.purse(), test))
        .containsExactly("SUCCESSFUL whatIsNotWrittenIsNotSpent(Path, Point)");
  }

  @OnNewestJdk
  void aCrashAtThePointIsRecoveredFrom(Jdk jdk) throws Exception {
    Files.copy(TasksPage.PURSE.resolve("jinx.yaml"), home.resolve("jinx.yaml"));
    String test = TasksPage.text("Crash at a point and check recovery", "java", 0);
    assertThat(run(jdk, TasksPage.purse(), test))
        .containsExactly("SUCCESSFUL halfALineIsNoMoney(Cluster, int, Point)");
  }

  @Test
  void aRecoveryThatTakesHalfALineForMoneyIsFoundOut() throws Exception {
    Files.copy(TasksPage.PURSE.resolve("jinx.yaml"), home.resolve("jinx.yaml"));
    String careless =
        TasksPage.replaced(TasksPage.purse(), "text.lastIndexOf('\\n') + 1", "text.length()");
    String test = TasksPage.text("Crash at a point and check recovery", "java", 0);
    assertThat(run(Jdks.own(), careless, test))
        .singleElement()
        .asString()
        .contains("<10> but was: <7>");
  }

  @OnNewestJdk
  void theRaceIsFound(Jdk jdk) throws Exception {
    assertThat(run(jdk, TasksPage.purse(), race()))
        .singleElement()
        .asString()
        .startsWith("FAILED moneyIsSpentOnce(")
        .contains("expected: <3> but was: <-4>");
  }

  @OnNewestJdk
  void theSameTestPassesOnceItIsFixed(Jdk jdk) throws Exception {
    String fixed = TasksPage.purse(TasksPage.text(RACE, "java", FIX));
    assertThat(run(jdk, fixed, race()))
        .containsExactly("SUCCESSFUL moneyIsSpentOnce(Path, Point, Point)");
  }

  @OnNewestJdk
  void whereTheFixIsALockItPassesWithTheOtherLine(Jdk jdk) throws Exception {
    String locked =
        TasksPage.replaced(TasksPage.purse(), "  boolean spend(", "  synchronized boolean spend(");
    assertThat(run(jdk, locked, raceInLine()))
        .containsExactly("SUCCESSFUL moneyIsSpentOnce(Path, Point, Point)");
  }

  @Test
  void andWithTheOtherLineTheRaceIsFoundToo() throws Exception {
    assertThat(run(Jdks.own(), TasksPage.purse(), raceInLine()))
        .singleElement()
        .asString()
        .contains("expected: <3> but was: <-4>");
  }

  private static String race() {
    return TasksPage.text(RACE, "java", TEST);
  }

  private static String raceInLine() {
    String line =
        race().lines().filter(each -> each.contains("passed.awaitHit(TIMEOUT)")).findFirst().get();
    return TasksPage.replaced(race(), line + "\n", TasksPage.text(RACE, "java", IN_LINE));
  }

  /** In a JVM into which the extension loads the agent. */
  private List<String> run(Jdk jdk, String program, String test) throws InterruptedException {
    Path classes = TasksRun.compile(home, program, test);
    return TasksRun.run(
        jdk, home, classes, TasksRun.className(test), "-Djinx.jar=" + JinxJar.path());
  }
}
