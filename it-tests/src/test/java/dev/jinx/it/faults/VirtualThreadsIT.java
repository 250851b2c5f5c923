package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;
import org.junit.jupiter.api.Assumptions;

/** Virtual threads are held without their carriers. */
class VirtualThreadsIT {
  @OnEveryJdk
  void moreArePausedThanThereAreCarriersAndOthersStillRun(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    int threads = 50;
    String[] carriers = {
      "-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2"
    };
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, "").jvm(carriers))) {
      Http http = jvm.http();
      String cursor = Desks.act(http, "commit", "pause");
      Desks.ask(jvm, "virtual " + threads + " commit:7:n2");
      JsonNode last = http.await("commit", "phase=parked&count=" + threads + "&since=" + cursor);
      assertThat(last.get("thread").get("virtual").asBoolean()).isTrue();
      // Only with a free carrier does another one get anywhere.
      String free = Desks.act(http, "yes", "observe");
      Desks.ask(jvm, "virtual 1 yes");
      http.await("yes", "since=" + free);
      Desks.message(http, "commit", "n", "1", "outcome", "throw(java.io.IOException)");
      http.release("commit");
      assertThat(Desks.ask(jvm, "join")).isEqualTo("joined " + (threads + 1));
      assertThat(http.point("commit").get("waiters").asInt()).isZero();
    }
  }

  @OnEveryJdk
  void sleepingOnesNeedNoCarrierEither(Jdk jdk) {
    Assumptions.assumeTrue(jdk.feature() >= 21, "virtual threads are of JDK 21");
    int threads = 50;
    String[] carriers = {
      "-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2"
    };
    try (TargetJvm jvm = Desks.start(Desks.launch(jdk, "").jvm(carriers))) {
      String cursor = Desks.act(jvm.http(), "commit", "sleep(10m)");
      jvm.tell("virtual " + threads + " commit:7:n2");
      jvm.http().await("commit", "count=" + threads + "&since=" + cursor);
    }
  }
}
