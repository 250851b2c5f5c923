package dev.jinx.it;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Leaving;
import com.acme.Store;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.io.TempDir;

/** The jar under other names, twice, beside others, and in JVMs that are not meant. */
class OneAgentIT {
  private static final String YAML = "points: { commit: { method: com.acme.Store#commit } }\n";

  @TempDir Path directory;

  private static void assertWorks(TargetJvm jvm) {
    jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
    String cursor = jvm.http().enable("commit", "");
    assertThat(jvm.ask("3")).isEqualTo("total 3");
    assertThat(jvm.http().await("commit", "since=" + cursor).get("hit").asInt()).isEqualTo(1);
    assertThat(jvm.http().enters("commit")).isEqualTo(1);
  }

  @OnEveryJdk
  void aSecondAgentIsIgnoredWithOneLine(Jdk jdk) {
    Launch launch = Launch.on(jdk).yaml(YAML);
    launch.jvmAfterAgent(launch.agentArgument(JinxJar.path())).main(Store.class);
    try (TargetJvm jvm = launch.start()) {
      assertWorks(jvm);
      jvm.err().await(line -> line.contains("second agent"), TargetJvm.PATIENCE);
      assertThat(jvm.err().soFar())
          .filteredOn(line -> line.contains("second agent"))
          .containsExactly(
              "jinx: a second agent in this JVM is ignored; the first goes on (started)");
    }
  }

  @OnEveryJdk
  void aRenamedJarWorks(Jdk jdk) throws IOException {
    Path jar = Files.copy(JinxJar.path(), directory.resolve("other-" + jdk.feature() + ".jar"));
    // Without -Xshare the JVM has no sharing to warn of, as it otherwise does.
    try (TargetJvm jvm =
        Launch.on(jdk).jvm("-Xshare:off").agent(jar).yaml(YAML).main(Store.class).start()) {
      assertWorks(jvm);
    }
  }

  @OnEveryJdk
  void aRenamedJarBesideTheSameBuildWorks(Jdk jdk) throws IOException {
    Path home = Files.createDirectory(directory.resolve("same-" + jdk.feature()));
    Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    Path jar = Files.copy(JinxJar.path(), home.resolve("renamed.jar"));
    try (TargetJvm jvm = Launch.on(jdk).agent(jar).yaml(YAML).main(Store.class).start()) {
      assertWorks(jvm);
    }
  }

  @OnEveryJdk
  void aRenamedJarBesideAnotherBuildWeavesNothingAndSaysSo(Jdk jdk) throws IOException {
    Path home = Files.createDirectory(directory.resolve("other-" + jdk.feature()));
    Path other = Files.copy(JinxJar.path(), home.resolve("jinx.jar"));
    try (FileSystem zip = FileSystems.newFileSystem(other)) {
      Files.writeString(zip.getPath("META-INF/jinx/build"), "another build");
    }
    Path jar = Files.copy(JinxJar.path(), home.resolve("renamed.jar"));
    try (TargetJvm jvm =
        Launch.on(jdk).agent(jar).yaml(YAML).main(Leaving.class, "exit", "3").start()) {
      assertThat(jvm.awaitExit()).isEqualTo(3);
      assertThat(jvm.out().soFar()).containsExactly("application out", "hook");
      assertThat(jvm.err().soFar())
          .filteredOn(line -> line.startsWith("jinx:"))
          .singleElement(as(InstanceOfAssertFactories.STRING))
          .contains("renamed.jar", "another build", "nothing is woven");
    }
  }

  @OnEveryJdk
  void aSecondAgentFromARenamedCopyIsIgnored(Jdk jdk) throws IOException {
    Path jar = Files.copy(JinxJar.path(), directory.resolve("second-" + jdk.feature() + ".jar"));
    Launch launch = Launch.on(jdk).yaml(YAML);
    try (TargetJvm jvm =
        launch.jvmAfterAgent(launch.agentArgument(jar)).main(Store.class).start()) {
      assertWorks(jvm);
      jvm.err().await(line -> line.contains("second agent"), TargetJvm.PATIENCE);
      assertThat(jvm.err().soFar())
          .filteredOn(line -> line.contains("second agent"))
          .containsExactly(
              "jinx: a second agent in this JVM is ignored; the first goes on (started)");
    }
  }

  @OnEveryJdk
  void underJavaToolOptionsOnlyTheProgramMeantIsTouched(Jdk jdk) {
    Launch meant = Launch.on(jdk).yaml(YAML).option("main", "com.acme.St*").agent(null);
    meant.toolOptions(JinxJar.path());
    try (TargetJvm jvm = meant.main(Store.class).start()) {
      assertWorks(jvm);
    }
    Launch other = Launch.on(jdk).yaml(YAML).option("main", "com.acme.St*").agent(null);
    other.toolOptions(JinxJar.path());
    try (TargetJvm jvm = other.main(Leaving.class, "exit", "3").start()) {
      assertThat(jvm.awaitExit()).isEqualTo(3);
      assertThat(jvm.out().soFar()).containsExactly("application out", "hook");
      assertThat(jvm.err().soFar()).noneMatch(line -> line.startsWith("jinx:"));
      assertThat(jvm.portFile()).doesNotExist();
    }
  }

  @OnEveryJdk
  void theCompilerIsAJvmAsWell(Jdk jdk) throws Exception {
    Path source = Files.writeString(directory.resolve("A.java"), "class A {}");
    Path out = directory.resolve("javac.txt");
    Process javac =
        new ProcessBuilder(
                jdk.tool("javac"),
                "-J-javaagent:" + JinxJar.path() + "=port=0",
                "-d",
                directory.toString(),
                source.toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(javac.waitFor()).isZero();
    assertThat(out).isEmptyFile();
    assertThat(directory.resolve("A.class")).exists();
  }

  @OnEveryJdk
  void anotherAgentMayComeBeforeOrAfter(Jdk jdk) {
    String jacoco = "-javaagent:" + Programs.jars("jacoco")[0] + "=destfile=jacoco.exec";
    try (TargetJvm jvm = Launch.on(jdk).jvm(jacoco).yaml(YAML).main(Store.class).start()) {
      assertWorks(jvm);
      jvm.tell("exit 0");
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.directory().resolve("jacoco.exec")).isNotEmptyFile();
    }
    try (TargetJvm jvm =
        Launch.on(jdk).jvmAfterAgent(jacoco).yaml(YAML).main(Store.class).start()) {
      assertWorks(jvm);
      jvm.tell("exit 0");
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.directory().resolve("jacoco.exec")).isNotEmptyFile();
    }
  }
}
