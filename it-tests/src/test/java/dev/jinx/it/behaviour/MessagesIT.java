package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Calls that are messages: lost, doubled, late, in another order, held, and let go. */
class MessagesIT {
  @OnEveryJdk
  void lettersAreLostOrComeTwice(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "handle", "1*off->1*drop->1*duplicate");
      Posts.ask(jvm, "send 4");
      assertThat(Posts.ask(jvm, "await 4")).isEqualTo("[1, 3, 3, 4]");
      assertThat(Posts.ask(jvm, "threads")).isEqualTo("[clerk]");
      assertThat(jvm.http().enters("handle")).isEqualTo(4);
      jvm.http().disable("handle");
      Posts.enable(jvm.http(), "send", "1*drop");
      Posts.ask(jvm, "send 2");
      assertThat(Posts.ask(jvm, "await 5")).isEqualTo("[1, 3, 3, 4, 2]");
    }
  }

  @OnEveryJdk
  void aDeferredLetterComesLaterAndHoldsNobody(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      String cursor = Posts.enable(jvm.http(), "send", "defer(24h)");
      Posts.ask(jvm, "send 3");
      JsonNode event = jvm.http().await("send", "count=3&since=" + cursor);
      assertThat(event.path("type").asText()).isEqualTo("defer");
      assertThat(event.path("thread").path("name").asText()).isEqualTo("sender");
      assertThat(Posts.ask(jvm, "sent")).isEqualTo("[]");
      jvm.http().disable("send");
      assertThat(Posts.ask(jvm, "await 3")).isEqualTo("[1, 2, 3]");
      Posts.enable(jvm.http(), "handle", "defer(1ms)");
      Posts.ask(jvm, "clear");
      Posts.ask(jvm, "handle 3");
      assertThat(Posts.ask(jvm, "await 3")).isEqualTo("[1, 2, 3]");
      assertThat(Posts.ask(jvm, "threads")).startsWith("[jinx-call-").doesNotContain("strange");
    }
  }

  private static String reordered(TargetJvm jvm, String seed) {
    Posts.ask(jvm, "clear");
    Posts.enable(jvm.http(), "handle", "reorder(5)", "seed=" + seed);
    Posts.ask(jvm, "send 20");
    String order = Posts.ask(jvm, "await 20");
    jvm.http().disable("handle");
    return order;
  }

  @OnEveryJdk
  void aSeedGivesTheSameOrderAgain(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      String order = reordered(jvm, "7");
      assertThat(reordered(jvm, "7")).isEqualTo(order);
      assertThat(reordered(jvm, "8")).isNotEqualTo(order);
    }
  }

  private static void message(Http http, String query) {
    JsonNode done = http.post(Drills.INJECTION + "handle/message?" + query).ok().json();
    assertThat(done.get("released").asInt()).as(query).isEqualTo(1);
  }

  @OnEveryJdk
  void heldLettersAreLetGoInAChosenOrder(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Http http = jvm.http();
      String cursor = Posts.enable(http, "handle", "hold");
      Posts.ask(jvm, "send 5");
      JsonNode last = http.await("handle", "phase=parked&count=5&since=" + cursor);
      assertThat(last.path("type").asText()).isEqualTo("hold");
      assertThat(last.path("thread").path("name").asText()).isEqualTo("clerk");
      JsonNode held = Drills.waiters(http, "handle");
      assertThat(held.size()).isEqualTo(5);
      JsonNode third = held.get(2);
      assertThat(third.path("captured").path("letter").asInt()).isEqualTo(3);
      assertThat(third.path("thread").path("name").asText()).startsWith("jinx-call-");
      message(http, "thread=" + third.path("thread").path("id").asText());
      Posts.ask(jvm, "await 1");
      message(http, "hit=" + held.get(4).path("hit").asText());
      Posts.ask(jvm, "await 2");
      message(http, "outcome=drop&hit=" + held.get(0).path("hit").asText());
      message(http, "outcome=continue&n=1");
      assertThat(Posts.ask(jvm, "await 3")).isEqualTo("[3, 5, 2]");
      JsonNode dropped = http.await("handle", "phase=released&count=3&since=" + cursor);
      assertThat(dropped.path("outcome").asText()).isEqualTo("drop");
      http.disable("handle");
      assertThat(Posts.ask(jvm, "await 4")).isEqualTo("[3, 5, 2, 4]");
    }
  }

  @OnEveryJdk
  void whatDoesNotFitIsRefusedWithWhatWouldBeRight(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.ask(jvm, "total 0");
      for (String action : new String[] {"drop", "defer(1s)", "reorder(2)", "hold"}) {
        String query = "?action=" + URLEncoder.encode(action, StandardCharsets.UTF_8);
        Http.Answer refused = jvm.http().post(Drills.INJECTION + "total" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Counter#total(int)", "int; right is ");
      }
      Posts.enable(jvm.http(), "total", "duplicate");
      assertThat(Posts.ask(jvm, "total 3")).isEqualTo("3");
    }
  }

  @OnEveryJdk
  void whatATakenCallThrowsIsTold(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "handle", "defer(1ms)");
      Posts.ask(jvm, "post -5");
      String line = jvm.err().await(any -> any.contains("no letter -5"), TargetJvm.PATIENCE);
      assertThat(line).contains("at handle, defer: com.acme.post.Clerk#handle(int) failed");
      JsonNode arm = jvm.http().point("handle").path("arms").get(0);
      assertThat(arm.path("errors").asInt()).isEqualTo(1);
      assertThat(arm.path("error").asText()).contains("no letter -5");
    }
  }
}
