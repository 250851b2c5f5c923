package dev.jinx.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Http;
import dev.jinx.it.Jdk;
import dev.jinx.it.OnEveryJdk;
import dev.jinx.it.TargetJvm;

/** Threads are brought together and apart, as by the rendezvous and countdowns of others. */
class CoordinationIT {
  private static final String COMMIT = "commit:7:n2";
  private static final String STORED = "stored 7 of n2 at n1";

  @OnEveryJdk
  void threadsMeetAndGoOnTogether(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String commit = Desks.act(http, "commit", "pause");
      String store = Desks.act(http, "store", "pause");
      Desks.begin(jvm, "first", COMMIT);
      http.await("commit", "phase=parked&since=" + commit);
      Desks.message(http, "commit");
      http.await("store", "phase=parked&since=" + store);
      // One stands within its commit while the other is about to begin its own.
      Desks.begin(jvm, "second", COMMIT);
      http.await("commit", "phase=parked&count=2&since=" + commit);
      assertThat(Desks.call(jvm, "size")).isEqualTo("1");
      http.delete(Desks.INJECTION).ok();
      assertThat(Desks.end(jvm, "first") + Desks.end(jvm, "second")).isEqualTo(STORED + STORED);
    }
  }

  @OnEveryJdk
  void aCountOfOnePlaceArmsAnother(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      Desks.act(http, "commit", "2*off->pause");
      String store = Desks.act(http, "store", "observe");
      assertThat(Desks.ask(jvm, "times 2 " + COMMIT)).isEqualTo(STORED + "; " + STORED);
      Desks.begin(jvm, "third", COMMIT);
      http.await("commit", "phase=parked");
      assertThat(http.enters("store")).isEqualTo(2);
      http.await("store", "count=2&since=" + store);
      Desks.act(http, "store", "throw(java.io.IOException, \"from the third on\")");
      http.release("commit");
      assertThat(Desks.end(jvm, "third")).isEqualTo("java.io.IOException from the third on");
    }
  }

  @OnEveryJdk
  void aMethodOfTheTestKeepsStateBetweenPoints(Jdk jdk) {
    try (TargetJvm jvm = Desks.start(jdk)) {
      Http http = jvm.http();
      String state = Memory.class.getName();
      Desks.act(http, "reserve", "call(" + state + "#remembers)");
      Desks.act(http, "store", "call(" + state + "#failsOnceRemembered)");
      assertThat(Desks.call(jvm, "commit:1:n2")).startsWith("stored");
      assertThat(Desks.call(jvm, "commit:2:n2")).isEqualTo("java.io.IOException after 1");
      assertThat(Desks.call(jvm, "commit:3:n2")).startsWith("stored");
    }
  }
}
