package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Store;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnNewestJdk;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.behaviour.Cli;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** What is wrong with points is told as the guide quotes it. */
class PointTroubleIT {
  static final String[] SECTIONS = {
    "The point is not what it should be",
    "Enabled, and no hit",
    "An action is refused",
    "Connections are not cut",
  };

  private static final Quotes QUOTES = Quotes.of(SECTIONS);
  private static final String POINT = "before-commit";
  private static final String YAML =
      """
      node: n1
      server: { halt: false }
      points:
        before-commit: { method: com.acme.Store#commit(long) }
        not-there: { method: com.acme.Stor#commit }
        no-method: { method: com.acme.Store#comit }
        misfit: { method: com.acme.Store#commit(long), enabled: true, action: 'return("x")' }
        to-n2: { method: 'net#*(n2.invalid:2888)', enabled: true, action: drop }
      """;

  @OnNewestJdk
  void pointsSayWhatIsWrongWithThem(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Cli cli = new Cli(jdk, jvm.address());
      String listed = cli.run("points").err();
      QUOTES.line("not-there", listed);
      QUOTES.line("no-method", listed);
      QUOTES.line("misfit", listed);
      QUOTES.line("to-n2", listed);
      QUOTES.line("did you mean", failed(4, cli, "enable", "before-comit"));
    }
  }

  @OnNewestJdk
  void aWaitSaysWhatIsInTheWay(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Cli cli = new Cli(jdk, jvm.address());
      Http http = jvm.http();
      String idle = inTheWay(cli);
      QUOTES.within("no hit or parked", idle);
      QUOTES.within("woven, not enabled, with 0", idle);
      http.enable(POINT, "when=args[0]+%3D%3D+99");
      QUOTES.within("woven, enabled, with 0", inTheWay(cli));
      jvm.ask("1");
      QUOTES.within("never true", inTheWay(cli));
      http.enable(POINT, "one_shot=true");
      jvm.ask("1");
      QUOTES.within("one-shot", inTheWay(cli));
      http.enable(POINT, "action=1*yield");
      jvm.ask("1");
      QUOTES.within("as often as it may", inTheWay(cli));
      http.enable(POINT, "");
      String lease = http.post("/v2/error_injection/leases").ok().json().get("id").asText();
      http.enable(POINT, "lease=" + lease);
      QUOTES.within("is older", inTheWay(cli));
    }
  }

  @OnNewestJdk
  void actionsThatCannotBeDoneAreRefused(Jdk jdk) {
    try (TargetJvm jvm = start(jdk)) {
      Cli cli = new Cli(jdk, jvm.address());
      QUOTES.line("jinx: action 'return", refused(cli, "return(\"x\")"));
      QUOTES.line("there is no class", refused(cli, "throw(com.acme.Full)"));
      QUOTES.line("switched off", refused(cli, "halt(1)"));
    }
  }

  @AfterAll
  static void allAreSeen() {
    QUOTES.assertAllSeen();
  }

  private static TargetJvm start(Jdk jdk) {
    TargetJvm jvm = Launch.on(jdk).yaml(YAML).main(Store.class).start();
    jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
    jvm.http().await("misfit", "phase=failed&since=earliest"); // comes when its class is loaded
    return jvm;
  }

  private static String refused(Cli cli, String action) {
    return failed(1, cli, "enable", POINT, "--action", action);
  }

  private static String inTheWay(Cli cli) {
    return failed(124, cli, "wait", POINT, "--timeout", "500ms");
  }

  private static String failed(int status, Cli cli, String... command) {
    Cli.Result result = cli.run(command);
    assertThat(result.status())
        .as(new ArrayList<>(List.of(command)) + result.err())
        .isEqualTo(status);
    return result.err();
  }
}
