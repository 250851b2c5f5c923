package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code error_injections_at_startup}: armed before the program's first instruction. */
class StartupListIT {
  @OnEveryJdk
  void namesAndMapsAreEnabledAtTheStartWithTheirParameters(Jdk jdk) {
    String yaml =
        """
          told:
            method: com.acme.faults.Journal#commit
            action: throw(java.io.IOException, "from the start")
            when: args[0].toString() == parameters.id
        error_injections_at_startup:
          - size
          - { name: told, one_shot: true, id: 7 }
        """;
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml))) {
      Http http = jvm.http();
      assertThat(http.get(Desks.INJECTION).ok().json()).hasToString("[\"size\",\"told\"]");
      JsonNode parameter = http.point("told").get("parameters").get(0);
      assertThat(parameter).hasToString("{\"key\":\"id\",\"value\":\"7\"}");
      assertThat(Desks.call(jvm, "commit:6:n2")).startsWith("stored");
      assertThat(Desks.call(jvm, "commit:7:n2")).isEqualTo("java.io.IOException from the start");
      assertThat(Desks.call(jvm, "commit:7:n2")).startsWith("stored");
    }
  }
}
