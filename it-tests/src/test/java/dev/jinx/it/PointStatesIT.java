package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Kinds;
import com.fasterxml.jackson.databind.JsonNode;

/** Nothing is ever silently not woven: every point tells its state at all times. */
class PointStatesIT {
  private static final String YAML =
      """
      points:
        woven: { method: com.acme.Kinds#over }
        unloaded: { method: com.acme.Kinds$Lazy#<clinit> }
        misspelt: { method: com.acme.Kinds#thower }
        wrong-arguments: { method: com.acme.Kinds#thrower(long) }
        bodiless: { method: com.acme.Kinds$Greeter#name }
        forbidden: { method: java.lang.Thread#start }
        jdk: { method: java.lang.ProcessBuilder#start }
      """;

  @OnEveryJdk
  void everyStateIsTold(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Kinds.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      jvm.ask("default");
      Http http = jvm.http();

      JsonNode woven = http.point("woven");
      assertThat(woven.get("state").asText()).isEqualTo("woven");
      assertThat(woven.get("sites").findValuesAsText("method"))
          .contains("over()", "over(long)", "over(java.lang.String,double[])");

      assertThat(http.point("unloaded").get("state").asText()).isEqualTo("declared");

      JsonNode misspelt = http.point("misspelt");
      assertThat(misspelt.get("state").asText()).isEqualTo("missing");
      assertThat(misspelt.get("nearest").toString()).contains("thrower");

      JsonNode wrong = http.point("wrong-arguments");
      assertThat(wrong.get("state").asText()).isEqualTo("missing");
      assertThat(wrong.get("nearest").toString()).contains("thrower(int)");

      assertThat(http.point("bodiless").get("state").asText()).isIn("missing", "failed");

      JsonNode forbidden = http.point("forbidden");
      assertThat(forbidden.get("state").asText()).isEqualTo("failed");
      assertThat(forbidden.get("reason").asText()).isNotBlank();

      assertThat(jvm.ask("clinit")).isEqualTo("made");
      assertThat(http.point("unloaded").get("state").asText()).isEqualTo("woven");
      assertThat(http.point("jdk").get("state").asText()).isIn("declared", "woven");
      jvm.err().await(line -> line.contains("'forbidden' cannot be woven"), TargetJvm.PATIENCE);
    }
  }
}
