package dev.jinx.it.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.Launch;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.Programs;
import dev.jinx.it.TargetJvm;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** Messages may be calls of any method, by any thread, and as many as there are. */
class MessagesOfMethodsIT {
  @OnEveryJdk
  void theMethodThatWasTakenIsExecutedAndNoOtherOfItsName(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "super", "1*duplicate->1*defer(1ms)->reorder(2)");
      Posts.enable(jvm.http(), "store", "observe");
      Posts.ask(jvm, "handle 4");
      assertThat(Posts.ask(jvm, "await 5")).startsWith("[1, 1, ");
      assertThat(Posts.ask(jvm, "looked")).as("by the method that overrides it").isEqualTo("4");
      assertThat(jvm.http().enters("super")).isEqualTo(4);
      assertThat(jvm.http().enters("store")).as("points within are hit").isEqualTo(5);
    }
  }

  @OnEveryJdk
  void aCallThatIsExecutedAnewHasNoFramesOfOursAmongItsCallers(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "handle", "duplicate");
      String cursor = Posts.enable(jvm.http(), "store-callers", "observe");
      Posts.ask(jvm, "handle 1");
      JsonNode event = jvm.http().await("store-callers", "since=" + cursor);
      assertThat(event.path("captured").path("callers").toString())
          .startsWith(
              "[\"com.acme.post.Counter#handle\",\"com.acme.post.Clerk#handle\","
                  + "\"com.acme.post.Clerk#handle\",\"com.acme.post.Office#letters\"");
    }
  }

  @OnEveryJdk
  void methodsOfTheJdkAreFilteredToo(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "jdk", "1*drop->1*duplicate->1*hold");
      Posts.ask(jvm, "send 3");
      Posts.ask(jvm, "await 3");
      assertThat(Posts.ask(jvm, "sent")).isEqualTo("[2, 2]");
      jvm.http().disable("jdk");
      // A thread of the agent's makes the call that was held.
      Awaitility.await("what was held")
          .atMost(TargetJvm.PATIENCE)
          .until(() -> Posts.ask(jvm, "sent").contains("3"));
      Posts.enable(jvm.http(), "handle", "1*defer(1ms)");
      Posts.ask(jvm, "send 1");
      Posts.ask(jvm, "await 4");
      assertThat(Posts.ask(jvm, "sent")).contains("2, 2").contains("3").contains("1");
    }
  }

  @OnEveryJdk
  void virtualThreadsGoOnToo(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21);
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(jvm.http(), "handle", "200*duplicate->200*defer(1ms)->100*hold(1ms)->drop");
      Posts.enable(jvm.http(), "store", "observe");
      Posts.ask(jvm, "virtual 1000");
      Posts.ask(jvm, "await 700");
      assertThat(jvm.http().enters("handle")).isEqualTo(1000);
      assertThat(jvm.http().enters("store")).isEqualTo(700);
    }
  }

  @OnEveryJdk
  void nothingIsLostOfTenThousandLetters(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Posts.enable(
          jvm.http(),
          "handle",
          "100*duplicate->20%defer(0ms..20ms)->20%reorder(7)->20%throttle(5000/s)"
              + "->2%hold(20ms)->observe");
      Posts.enable(jvm.http(), "super", "10%defer(1ms)->10%reorder(3)->observe");
      Posts.ask(jvm, "crowd 10000");
      jvm.http().disable("handle");
      Awaitility.await()
          .atMost(TargetJvm.PATIENCE)
          .until(() -> jvm.http().enters("super") == 10_100);
      jvm.http().disable("super");
      Posts.ask(jvm, "await 10100");
      assertThat(Posts.ask(jvm, "distinct")).isEqualTo("10000");
      assertThat(jvm.http().point("handle").path("errors").asInt()).isZero();
    }
  }

  @OnEveryJdk
  void methodsOfOldClassFilesAreFilteredToo(Jdk jdk) {
    Path classes = Programs.compile("old", Programs.jars("old"));
    String set = "org.apache.commons.collections.FastHashMap#setFast";
    Launch old =
        Launch.on(jdk)
            .classPath(classes)
            .classPath(Programs.jars("old"))
            .yaml(
                "points:\n  set: { method: %s, action: duplicate, enabled: true }\n"
                        .formatted("'" + set + "'")
                    + "  write: { method: '%s', at: 'before write **#fast', enabled: true }\n"
                        .formatted(set));
    try (TargetJvm jvm = old.main("com.acme.old.Old").start()) {
      jvm.out().await("{a=b}"::equals, TargetJvm.PATIENCE);
      assertThat(jvm.http().enters("set")).isEqualTo(1);
      assertThat(jvm.http().enters("write")).isEqualTo(2);
      assertThat(jvm.http().point("set").path("errors").asInt()).isZero();
    }
  }

  @OnEveryJdk
  void callsThatWereTakenAreExecutedWhenThePointIsTakenAway(Jdk jdk) {
    try (TargetJvm jvm = Posts.start(jdk)) {
      Http http = jvm.http();
      String points = "/v2/error_injection/points";
      http.post(
              points,
              "{\"name\":\"late\",\"method\":\"com.acme.post.Clerk#handle\","
                  + "\"enabled\":true,\"action\":\"1*defer(24h)->1*hold->reorder(3)\"}")
          .ok();
      Posts.ask(jvm, "handle 4");
      http.delete(points + "/late").ok();
      assertThat(Posts.ask(jvm, "await 4")).contains("1", "2", "3", "4");
    }
  }
}
