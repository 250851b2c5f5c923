package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

class ModulePathIT {
  @OnEveryJdk
  void aPrivateMethodOfANamedModuleThatOpensNothingIsHit(Jdk jdk) {
    Path classes = Programs.compile("modular");
    String yaml =
        """
        points:
          secret: { method: com.acme.modular.Main#secret, enabled: true }
          bind: { method: "java.net.ServerSocket#bind(java.net.SocketAddress, int)" }
        """;
    try (TargetJvm jvm =
        Launch.on(jdk)
            .yaml(yaml)
            .module(List.of(classes), "com.acme.modular/com.acme.modular.Main")
            .start()) {
      jvm.out().await("module com.acme.modular"::equals, TargetJvm.PATIENCE);
      String cursor = jvm.http().enable("bind", "action=observe");
      assertThat(jvm.ask("a")).isEqualTo("Atrue");
      assertThat(jvm.http().await("secret", "since=earliest").get("hit").asInt()).isEqualTo(1);
      assertThat(jvm.http().await("bind", "since=" + cursor).get("thread").get("name").asText())
          .isEqualTo("main");
    }
  }
}
