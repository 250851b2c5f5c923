package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.faults.Desk;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.guide.Snippet;
import java.util.List;

/** What the pages for people who come from elsewhere show is what the agent takes and does. */
class ComingFromIT {
  private static final String FAIL_RS = "coming-from-fail-rs-and-gofail.md";
  private static final String BYTEMAN = "coming-from-byteman.md";
  private static final String POSTGRESQL = "coming-from-postgresql.md";
  private static final String COMMIT = "commit:7:n2";
  private static final String STORED = "stored 7 of n2 at n1";
  private static final String FULL = "java.io.IOException disk full";

  @OnEveryJdk
  void termsAreTakenAndOthersRefusedAsThePagesSay(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Pages.block(FAIL_RS, "terms count").forEach(terms -> Desks.act(http, "count", terms));
      Pages.block(POSTGRESQL, "terms text").forEach(terms -> Desks.act(http, "text", terms));
      http.disable("count");
      for (String terms : Pages.block(FAIL_RS, "refused count")) {
        JsonNode problem = Desks.refused(http, "count", "action", terms);
        assertThat(problem.get("reason").asText()).as(terms).isNotEmpty();
      }
    }
  }

  @OnEveryJdk
  void positionsAndConditionsAreTakenAndComputed(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      for (String at : Pages.block(BYTEMAN, "at")) {
        String point =
            "{\"name\":\"place\",\"at\":\""
                + at
                + "\",\"method\":\"com.acme.faults.Journal#commit(long, java.lang.String)\"}";
        JsonNode declared = http.post("/v2/error_injection/points", point).ok().json();
        assertThat(declared.get("state").asText()).as(at).isEqualTo("woven");
        http.delete("/v2/error_injection/points/place").ok();
      }
      for (String when : Pages.block(BYTEMAN, "when")) {
        Desks.arm(http, "commit", "when", when);
        Desks.call(jvm, COMMIT);
        JsonNode point = http.point("commit");
        assertThat(point.get("errors").asInt()).as("%s: %s", when, point).isZero();
      }
    }
  }

  @OnEveryJdk
  void theExamplesForFailRsAndGofailFailTwiceFromTheThirdTimeOn(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk, FAIL_RS);
        Script script = Script.of(jdk, jvm, Pages.block(FAIL_RS, "sh"))) {
      script.ends();
      twiceFromTheThirdTimeOn(jvm);
      jvm.http().disable("journal-commit");
      Snippet.of(Pages.block(FAIL_RS, "java"))
          .instead("127.0.0.1:7117", jvm.address())
          .instead("// ... make the program commit ...", "commits.run();")
          .with("commits", Runnable.class, (Runnable) () -> twiceFromTheThirdTimeOn(jvm))
          .run();
    }
  }

  private static void twiceFromTheThirdTimeOn(TargetJvm jvm) {
    assertThat(Desks.ask(jvm, "times 6 " + COMMIT).split("; "))
        .containsExactly(STORED, STORED, FULL, FULL, STORED, STORED);
  }

  @OnEveryJdk
  void theExampleForBytemanFailsTheSecondCommitForOnePeer(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk, BYTEMAN);
        Script script = Script.of(jdk, jvm, Pages.block(BYTEMAN, "sh"))) {
      script.comesTo("make the program commit");
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo(STORED);
      assertThat(Desks.call(jvm, "commit:8:n3")).startsWith("stored");
      assertThat(Desks.call(jvm, "commit:9:n2")).isEqualTo(FULL);
      assertThat(Desks.call(jvm, COMMIT)).isEqualTo(STORED);
      script.goesOn();
      JsonNode event = Http.parse(script.lastLine());
      assertThat(Desks.captured(event, "id")).isEqualTo("9");
      assertThat(Desks.captured(event, "node")).isEqualTo("n1");
    }
  }

  @OnEveryJdk
  void theExampleForPostgresqlHoldsTheFirstSessionWhileTheSecondRuns(Jdk jdk) throws Exception {
    try (TargetJvm jvm = start(jdk, POSTGRESQL);
        Script script = Script.of(jdk, jvm, Pages.block(POSTGRESQL, "sh"))) {
      script.comesTo("first session");
      Desks.begin(jvm, "first", COMMIT);
      script.goesOn();
      script.comesTo("second session");
      assertThat(jvm.http().point("journal-commit").get("waiters").asInt()).isEqualTo(1);
      Desks.begin(jvm, "second", COMMIT);
      assertThat(Desks.end(jvm, "second")).isEqualTo(STORED);
      script.goesOn();
      assertThat(Desks.end(jvm, "first")).isEqualTo(STORED);
      script.ends();
    }
  }

  /** The desk with the points of a page's YAML, and no others. */
  private static TargetJvm start(Jdk jdk, String page) {
    List<String> yaml = Pages.block(page, "yaml");
    TargetJvm jvm =
        Launch.on(jdk)
            .yaml("log: { hits: false }\n" + String.join("\n", yaml) + "\n")
            .main(Desk.class)
            .start();
    jvm.out().await("ready"::equals, TargetJvm.PATIENCE);
    for (JsonNode point : jvm.http().points()) {
      assertThat(point.get("state").asText()).as("%s", point).isEqualTo("woven");
    }
    return jvm;
  }
}
