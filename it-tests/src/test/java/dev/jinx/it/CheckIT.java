package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar's {@code check} against jars that others made. */
class CheckIT {
  @TempDir Path directory;

  private record Result(int status, List<String> out, String err) {}

  private Result check(Jdk jdk, String yaml, String... arguments) throws Exception {
    Path file = Files.writeString(directory.resolve("jinx.yaml"), yaml);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.java(), "-jar", JinxJar.path().toString(), "check"));
    command.add(file.toString());
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out-" + jdk.feature());
    Path err = directory.resolve("err-" + jdk.feature());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    int status = builder.start().waitFor();
    List<String> lines = Files.readString(out).replace(directory + "/", "").lines().toList();
    return new Result(status, lines, Files.readString(err));
  }

  private static String path(Path directory) {
    return directory.resolve("*").toString();
  }

  @OnEveryJdk
  void aSpringBootApplicationIsSeenWithItsNestedJars(Jdk jdk) throws Exception {
    Path classes = Programs.compile("shop", Programs.jars("spring"));
    Path jar = Programs.springBootJar(directory.resolve("a.jar"), classes, "com.acme.shop.Shop");
    String yaml =
        """
        points:
          place: { method: com.acme.shop.Shop$Orders#place, action: return("none left") }
          refresh:
            method: org.springframework.context.ApplicationContext+#refresh
            action: throw(org.springframework.beans.factory.BeanCreationException, "no")
          misspelt: { method: org.springframework.boot.SpringAplication#run }
        """;
    Result result = check(jdk, yaml, "--class-path", jar.toString());
    assertThat(result.out())
        .startsWith("place: 1 method: com.acme.shop.Shop$Orders#place(java.lang.String)")
        .anyMatch(line -> line.startsWith("refresh: ") && line.contains("AbstractApplicationCont"))
        .endsWith(
            "jinx.yaml:6:23: point 'misspelt': org.springframework.boot.SpringAplication#run: no"
                + " class 'org.springframework.boot.SpringAplication'; did you mean"
                + " 'org.springframework.boot.SpringApplication'?",
            "3 points: 2 fit, 1 does not");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
  }

  @OnEveryJdk
  void largeLibrariesAreSeenWithoutTheirDependencies(Jdk jdk) throws Exception {
    String yaml =
        """
        points:
          read: { method: io.netty.channel.nio.AbstractNioByteChannel$NioByteUnsafe#read }
          write:
            method: io.netty.channel.Channel+#doWrite
            at: throw
            action: pause(30s)
          cache: { method: com.google.common.cache.LocalCache#get, action: return(null) }
          scala: { method: scala.collection.immutable.List#map, at: exit, when: result != null }
          connect: { method: sun.nio.ch.SocketChannelImpl#connect, action: 'throw(java.net.ConnectException, "refused")' }
        """;
    Result result = check(jdk, yaml, "--class-path", path(Programs.copied("big")), "--json");
    assertThat(result.err()).isEmpty();
    assertThat(Http.parse(result.out().get(0)).get("fits").asBoolean())
        .as(result.out().get(0))
        .isTrue();
    assertThat(result.status()).isZero();
  }

  @OnEveryJdk
  void whatCheckSaysTheAgentSaysToo(Jdk jdk) throws Exception {
    // One code looks at both: the same point, offline and in the running program.
    String yaml = "points: { x: { method: com.acme.Store#comit } }\n";
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(com.acme.Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      assertThat(jvm.http().point("x").get("nearest").toString()).isEqualTo("[\"commit\"]");
      Result result = check(jdk, yaml, "-cp", JinxJar.classesOf(com.acme.Store.class).toString());
      assertThat(result.out())
          .anyMatch(line -> line.contains("'x'") && line.endsWith("did you mean 'commit'?"));
    }
  }
}
