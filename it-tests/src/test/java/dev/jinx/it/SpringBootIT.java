package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code java -jar} with nested jars: the application and its libraries are in a loader of their
 * own.
 */
class SpringBootIT {
  @TempDir static Path directory;
  static Path jar;

  @BeforeAll
  static void build() {
    Path classes = Programs.compile("shop", Programs.jars("spring"));
    jar = Programs.springBootJar(directory.resolve("shop.jar"), classes, "com.acme.shop.Shop");
  }

  @OnEveryJdk
  void classesOfTheApplicationAndOfItsNestedJarsAreHit(Jdk jdk) {
    String yaml =
        """
        points:
          refresh:
            method: org.springframework.context.support.AbstractApplicationContext#refresh
            enabled: true
          place:
            method: com.acme.shop.Shop$Orders#place(java.lang.String)
            enabled: true
        """;
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).jar(jar).start()) {
      jvm.out().await("open"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("tea")).isEqualTo("tea 1");
      assertThat(jvm.http().await("place", "since=earliest").get("point").asText())
          .isEqualTo("com.acme.shop.Shop$Orders#place(java.lang.String)");
      assertThat(jvm.http().await("refresh", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().point("place").get("sites").get(0).get("loader").asText())
          .contains("LaunchedClassLoader");
    }
  }

  @OnEveryJdk
  void aWrapperUnderJavaToolOptionsIsKnownByItsStartClass(Jdk jdk) {
    Launch launch = Launch.on(jdk).option("main", "com.acme.shop.*").agent(null).jar(jar);
    launch.toolOptions(JinxJar.path());
    try (TargetJvm jvm = launch.start()) {
      assertThat(jvm.http().get("/health").json().get("status").asText()).isEqualTo("ready");
    }
  }
}
