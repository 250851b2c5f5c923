package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import com.fasterxml.jackson.databind.JsonNode;

/** Points that the YAML enables: every position, terms, conditions and captured values. */
class ArmedByYamlIT {
  private static final String YAML =
      """
      server: { call: false, halt: false }
      points:
        full:
          method: com.acme.Store#commit(long)
          enabled: true
          when: args[0] == 10
          action: throw(java.lang.IllegalStateException, "disk full")
        third:
          method: com.acme.Store#commit
          enabled: true
          one_shot: true
          action: 2*off->throw(java.lang.IllegalStateException, "third")
        other-result: { method: com.acme.Store#commit, at: exit, enabled: true,
          when: result > 100 and result < 200, action: return(77) }
        other-line: { method: com.acme.Store#commit, at: line 36, enabled: true,
          when: 'args[0] == 1000', action: return(78) }
        call:
          method: com.acme.Store#main
          at: before call com.acme.Store#commit
          enabled: true
        returned:
          method: com.acme.Store#main
          at: after call com.acme.Store#commit
          enabled: true
        left:
          method: com.acme.Store#commit
          at: throw
          enabled: true
          when: 'args[0] < 0'
          capture: { why: exception.message, amount: 'args[0]', total: this.total, bad: this.nix }
          parameters: { kind: negative }
        last:
          method: com.acme.Store#commit
          enabled: true
          when: args[0] == 5000
          action: halt(137)
      """;

  @OnEveryJdk
  void everyKindActsFromTheFirstHit(Jdk jdk) {
    try (TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("1")).isEqualTo("total 1");
      assertThat(jvm.ask("10")).as("when, and none after it").isEqualTo("failed disk full");
      assertThat(jvm.ask("2")).isEqualTo("total 3");
      assertThat(jvm.ask("2")).as("the third that comes to it").isEqualTo("failed third");
      assertThat(jvm.ask("2")).as("one shot").isEqualTo("total 5");
      assertThat(jvm.ask("150")).as("at exit").isEqualTo("total 77");
      assertThat(jvm.ask("1000")).as("at line 36").isEqualTo("total 78");
      assertThat(jvm.ask("-5")).isEqualTo("failed negative");

      Http http = jvm.http();
      JsonNode left = http.await("left", "since=earliest");
      JsonNode captured = left.get("captured");
      assertThat(captured.get("why").asText()).isEqualTo("negative");
      assertThat(captured.get("amount").asLong()).isEqualTo(-5);
      assertThat(captured.get("total").asLong()).isEqualTo(1155);
      assertThat(captured.get("bad").asText()).startsWith("<failed");
      assertThat(left.get("parameters").get("kind").asText()).isEqualTo("negative");
      assertThat(http.enters("call")).isEqualTo(8);
      assertThat(http.enters("returned")).isEqualTo(5);
      assertThat(http.enters("full")).isEqualTo(1);

      assertThat(http.post("/v2/error_injection/injection/full?action=halt(1)").status())
          .as("server.halt: false is about requests")
          .isEqualTo(403);
      jvm.tell("5000");
      assertThat(jvm.awaitExit()).isEqualTo(137);
    }
  }

  @OnEveryJdk
  void theListOfThoseToEnableAtStartTakesNamesAndMappings(Jdk jdk) {
    String yaml =
        """
        annotations: [ com.acme.FailPoint ]
        error_injections_at_startup:
          - commit
          - name: own-mark
            one_shot: true
            value: 5
          - name: comit
        points:
          commit: { method: com.acme.Kinds#over(), action: return("replaced") }
        """;
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(com.acme.Kinds.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("over")).isEqualTo("[replaced, over 1, x2]");
      assertThat(jvm.ask("own-mark")).isEqualTo("own annotation");
      assertThat(jvm.ask("own-mark")).isEqualTo("own annotation");
      Http http = jvm.http();
      JsonNode own = http.await("own-mark", "since=earliest");
      assertThat(own.get("arm").asInt()).isEqualTo(1);
      assertThat(own.get("parameters").toString()).isEqualTo("{\"value\":\"5\"}");
      assertThat(http.enters("own-mark")).as("one shot").isEqualTo(1);

      assertThat(http.get("/health").ok().json().get("problems").toString())
          .contains("jinx.yaml:7:5: nothing has declared the point 'comit' yet")
          .contains("'commit'")
          .doesNotContain("own-mark");
      assertThat(
              jvm.err().await(line -> line.startsWith("jinx: jinx.yaml:7:5: "), TargetJvm.PATIENCE))
          .contains("'comit'", "'commit'");
      http.delete("/v2/error_injection/injection").ok();
      assertThat(http.get("/health").ok().json().get("problems").toString()).isEqualTo("[]");
    }
  }

  @OnEveryJdk
  void whatIsToBeEnabledAtStartMayBeDeclaredWhileItRuns(Jdk jdk) {
    String yaml = "error_injections_at_startup: [ { name: late, one_shot: true } ]\n";
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      String declared =
          "{\"name\":\"late\",\"method\":\"com.acme.Store#commit\",\"action\":\"return(7)\"}";
      jvm.http().post("/v2/error_injection/points", declared).ok();
      assertThat(jvm.ask("1")).isEqualTo("total 7");
      assertThat(jvm.ask("1")).isEqualTo("total 1");
    }
  }
}
