package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A servlet container: two web applications, child-first, that carry the same class. */
class TomcatIT {
  private static final String YAML =
      """
      points:
        add: { method: com.acme.web.Cart#add, enabled: true }
      """;

  @TempDir static Path directory;
  static Path host;
  static Path shared;
  static Path application;

  @BeforeAll
  static void build() throws IOException {
    host = Programs.compile("tomcat", Programs.jars("tomcat"));
    shared = Programs.compile("webapp", Programs.jars("tomcat"));
    application = directory.resolve("application");
    Path classes = application.resolve("WEB-INF/classes/com/acme/web");
    Files.createDirectories(classes);
    Files.copy(shared.resolve("com/acme/web/Cart.class"), classes.resolve("Cart.class"));
  }

  private static TargetJvm start(Jdk jdk) {
    // The class is on the class path as well: child-first means that this one is not used.
    TargetJvm jvm =
        Launch.on(jdk)
            .yaml(YAML)
            .classPath(host, shared)
            .classPath(Programs.jars("tomcat"))
            .main("com.acme.host.Tomcats", directory.toString(), application.toString())
            .start();
    jvm.out().await("started"::equals, TargetJvm.PATIENCE);
    return jvm;
  }

  @OnEveryJdk
  void eachWebApplicationsOwnClassIsHit(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      assertThat(jvm.ask("get one")).isEqualTo("1");
      assertThat(jvm.ask("get two")).isEqualTo("1");
      assertThat(jvm.ask("get two")).isEqualTo("2");
      jvm.http().await("add", "since=earliest&count=3");
      JsonNode point = jvm.http().point("add");
      assertThat(point.get("state").asText()).isEqualTo("woven");
      // Tomcat also looks whether the class path has the class, so that one is woven too, unused.
      assertThat(point.get("sites").findValuesAsText("loader"))
          .filteredOn(loader -> loader.contains("WebappClassLoader"))
          .hasSize(2)
          .doesNotHaveDuplicates();
    }
  }

  @OnEveryJdk
  void aReloadedApplicationIsHitAgainAndItsOldLoaderIsCollected(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      assertThat(jvm.ask("get one")).isEqualTo("1");
      jvm.http().await("add", "since=earliest");
      assertThat(jvm.ask("reload one")).isEqualTo("STARTED");
      assertThat(jvm.ask("get one")).isEqualTo("1");
      assertThat(jvm.http().await("add", "since=earliest&count=2").get("hit").asInt()).isEqualTo(2);
      assertThat(jvm.ask("collected one")).isEqualTo("true");
      assertThat(jvm.http().point("add").get("state").asText()).isEqualTo("woven");
    }
  }
}
