package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** {@code JINX_ENABLE}: terms from the environment, as fail-rs and gofail take them. */
class EnableOptionIT {
  private static final String COMMIT = "commit:7:n2";
  private static final String FULL = "throw(java.io.IOException, \"disk full\")";
  private static final String FAILED = "java.io.IOException disk full";

  @OnEveryJdk
  void pointsAreArmedFromTheEnvironmentBeforeTheProgramBegins(Jdk jdk) {
    String variable = "commit=1*off->1*" + FULL + "; size=return(12);told";
    String told = "  told: { method: \"com.acme.faults.Answers#count\", action: \"return(5)\" }\n";
    Launch launch = Desks.launch(jdk, told).environment("JINX_ENABLE", variable);
    try (TargetJvm jvm = Desks.start(launch)) {
      assertThat(Desks.call(jvm, COMMIT)).startsWith("stored");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo(FAILED);
      assertThat(Desks.call(jvm, COMMIT)).startsWith("stored");
      assertThat(Desks.call(jvm, "size")).isEqualTo("12");
      assertThat(Desks.call(jvm, "count")).as("the declared action").isEqualTo("5");
    }
  }

  @OnEveryJdk
  void theAgentArgumentTakesTermsWithCommas(Jdk jdk) {
    Launch launch = Desks.launch(jdk, "").option("enable", "commit=" + FULL + ";size=return(3)");
    launch.option("node", "after-it").environment("JINX_ENABLE", "commit=nonsense");
    try (TargetJvm jvm = Desks.start(launch)) {
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo(FAILED);
      assertThat(Desks.call(jvm, "size")).isEqualTo("3");
      assertThat(jvm.http().get("/health").ok().json().get("node").asText()).isEqualTo("after-it");
    }
  }

  @OnEveryJdk
  void theyCountMoreThanWhatTheFileEnables(Jdk jdk) {
    String yaml =
        """
          told:
            method: com.acme.faults.Answers#count
            action: return(5)
            enabled: true
            one_shot: true
        """;
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, yaml).jvm("-Djinx.enable=told=return(6)"))) {
      assertThat(jvm.http().point("told").get("arms")).hasSize(1);
      assertThat(Desks.call(jvm, "count")).isEqualTo("6");
      assertThat(Desks.call(jvm, "count")).as("one-shot still").isEqualTo("3");
    }
  }

  @OnEveryJdk
  void aNameThatNothingDeclaresIsToldAndWaits(Jdk jdk) {
    Launch launch =
        Desks.launch(jdk, "").environment("JINX_ENABLE", "comit=pause;later=return(99)");
    try (TargetJvm jvm = Desks.start(launch)) {
      Http http = jvm.http();
      assertThat(jvm.err().await(line -> line.contains("'comit'"), TargetJvm.PATIENCE))
          .contains(
              "JINX_ENABLE: nothing has declared the point 'comit' yet; did you mean 'commit'");
      assertThat(http.get("/health").ok().json().get("problems").toString())
          .contains("'comit'", "'later'");
      http.post(
              "/v2/error_injection/points",
              "{\"name\":\"later\",\"method\":\"com.acme.faults.Answers#count\"}")
          .ok();
      assertThat(Desks.call(jvm, "count")).isEqualTo("99");
    }
  }

  @OnEveryJdk
  void anAnnotationMayDeclareTheName(Jdk jdk) {
    Launch launch =
        Launch.on(jdk)
            .yaml("annotations: [ com.acme.FailPoint ]\n")
            .environment("JINX_ENABLE", "own-mark=return(\"from outside\")");
    try (TargetJvm jvm = launch.main(com.acme.Kinds.class).start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.ask("own-mark")).isEqualTo("from outside");
    }
  }

  @OnEveryJdk
  void whatIsWrongIsToldAndTheProgramRunsOrNotAsOnErrorSays(Jdk jdk) {
    String wrong = "commit=1*retrun(7)";
    try (TargetJvm jvm =
        Desks.launch(jdk, "")
            .environment("JINX_ENABLE", wrong)
            .main(com.acme.faults.Desk.class)
            .start()) {
      jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
      assertThat(Desks.call(jvm, COMMIT)).startsWith("stored");
      assertThat(jvm.err().await(line -> line.contains("JINX_ENABLE"), TargetJvm.PATIENCE))
          .contains("jinx: environment variable JINX_ENABLE: commit=1*retrun(7): column 3 of")
          .contains("'return'");
    }
    try (TargetJvm jvm =
        Desks.launch(jdk, "")
            .environment("JINX_ENABLE", wrong)
            .option("on-error", "fail")
            .main(com.acme.faults.Desk.class)
            .start()) {
      assertThat(jvm.awaitExit()).isEqualTo(1);
    }
  }
}
