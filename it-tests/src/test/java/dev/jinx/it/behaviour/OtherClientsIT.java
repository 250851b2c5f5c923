package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.StreamException;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Jdks;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Scratch;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that know nothing of Jinx read its stream as it is. */
@ExtendWith(Targets.class)
class OtherClientsIT {
  private static final Path CURL = Path.of("/usr/bin/curl");

  @OnEveryJdk
  void okhttpEventsourceGetsEventsAndTheirIds(Jdk jdk) throws StreamException {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      EventSource.Builder builder =
          new EventSource.Builder(http.uri("/v2/error_injection/events?injection=a"));
      try (EventSource source = builder.build()) {
        source.start();
        Drills.order(jvm, "a 100");
        for (int hit = 1; hit <= 100; hit++) {
          MessageEvent message = source.readMessage();
          assertThat(message.getEventName()).isEqualTo("message");
          assertThat(Http.parse(message.getData()).path("hit").asInt()).isEqualTo(hit);
          assertThat(message.getLastEventId())
              .isEqualTo(Http.parse(message.getData()).path("id").asText());
        }
      }
    }
  }

  @OnEveryJdk
  void okhttpEventsourceTakesUpWhereItLostTheConnection(Jdk jdk) throws StreamException {
    try (TargetJvm jvm = Drills.start(jdk)) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      EventSource.Builder builder =
          new EventSource.Builder(http.uri("/v2/error_injection/events?injection=a"));
      try (EventSource source = builder.build()) {
        source.start();
        Drills.order(jvm, "a 1");
        assertThat(Http.parse(source.readMessage().getData()).path("hit").asInt()).isEqualTo(1);
        source.interrupt();
        Drills.order(jvm, "a 2");
        assertThat(Http.parse(source.readMessage().getData()).path("hit").asInt()).isEqualTo(2);
        assertThat(Http.parse(source.readMessage().getData()).path("hit").asInt()).isEqualTo(3);
      }
    }
  }

  @Test
  void curlPrintsTheStreamAsItComes() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CURL), "curl is not installed");
    try (TargetJvm jvm = Drills.start(Jdks.own())) {
      Http http = jvm.http();
      http.enable("a", "action=observe");
      String url = http.uri("/v2/error_injection/events?injection=a&since=earliest").toString();
      Process curl = new ProcessBuilder(CURL.toString(), "-sN", "--max-time", "60", url).start();
      try (BufferedReader out = curl.inputReader()) {
        assertThat(line(out, "retry:")).isEqualTo("retry: 500");
        assertThat(line(out, "id: ")).as("where it begins").endsWith(".0");
        Drills.order(jvm, "a 1");
        String id = line(out, "id: ");
        String data = line(out, "data: ");
        assertThat(id.substring("id: ".length()))
            .isEqualTo(Http.parse(data.substring("data: ".length())).path("id").asText());
        assertThat(out.readLine()).isEmpty();
      } finally {
        curl.destroyForcibly();
      }
    }
  }

  /** What the README shows for the shell. */
  @Test
  void curlEnablesWaitsAndReleases() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CURL), "curl is not installed");
    try (TargetJvm jvm = Drills.start(Jdks.own())) {
      String api = jvm.http().uri("/v2/error_injection").toString();
      String point = api + "/injection/gate";
      assertThat(curl("-X", "POST", point + "?action=pause(30s)&one_shot=False"))
          .contains("\"arm\":1");
      jvm.tell("start first");
      assertThat(curl(api + "/wait?injection=gate&phase=parked")).contains("\"name\":\"first\"");
      assertThat(curl("-X", "POST", point + "/message")).contains("\"released\":1");
      Drills.passed(jvm, "first");
      assertThat(curl(point + "/enters").strip()).isEqualTo("1");
    }
  }

  @Test
  void aBrowsersEventSourceGetsEventsFromAListedPage() throws Exception {
    Assumptions.assumeTrue(Browser.isInstalled(), "no Chromium at " + Browser.CHROMIUM);
    try (Page page = Page.start()) {
      String yaml = "log: { hits: false }\nserver: { origins: [ \"" + page.origin() + "\" ] }\n";
      try (TargetJvm jvm = Drills.start(Drills.launch(Jdks.own(), yaml))) {
        Http http = jvm.http();
        http.enable("a", "action=observe");
        page.watch(http.uri("/v2/error_injection/events?injection=a").toString());
        try (Browser browser = Browser.open(page.url(), Scratch.directory("profile"))) {
          assertThat(page.told()).isEqualTo("open");
          Drills.order(jvm, "a 3");
          for (int hit = 1; hit <= 3; hit++) {
            List<String> told = page.told().lines().toList();
            assertThat(Http.parse(told.get(1)).path("hit").asInt()).isEqualTo(hit);
            assertThat(told.get(0))
                .as("lastEventId")
                .isEqualTo(Http.parse(told.get(1)).path("id").asText());
          }
        }
      }
    }
  }

  @Test
  void aBrowsersPageThatIsNotListedGetsNothing() throws Exception {
    Assumptions.assumeTrue(Browser.isInstalled(), "no Chromium at " + Browser.CHROMIUM);
    try (Page page = Page.start();
        TargetJvm jvm = Drills.start(Jdks.own())) {
      page.watch(jvm.http().uri("/v2/error_injection/events?injection=a").toString());
      try (Browser browser = Browser.open(page.url(), Scratch.directory("profile"))) {
        assertThat(page.told()).isEqualTo("error 2"); // CLOSED: it does not come back
      }
    }
  }

  private static String line(BufferedReader out, String start) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("curl has ended before a line " + start);
  }

  private static String curl(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(List.of(CURL.toString(), "-s", "--max-time", "60"));
    command.addAll(List.of(arguments));
    Process curl = new ProcessBuilder(command).start();
    String out =
        new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).as(String.join(" ", command)).isZero();
    return out;
  }
}
