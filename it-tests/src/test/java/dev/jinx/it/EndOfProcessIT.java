package dev.jinx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Leaving;
import com.acme.Store;

/** The way a program ends is its own. */
class EndOfProcessIT {
  private static TargetJvm start(Jdk jdk, String... arguments) {
    return Launch.on(jdk).main(Leaving.class, arguments).start();
  }

  @OnEveryJdk
  void theStatusOfSystemExitIsKept(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "exit", "42")) {
      assertThat(jvm.awaitExit()).isEqualTo(42);
      assertThat(jvm.out().soFar()).containsExactly("application out", "hook");
    }
  }

  @OnEveryJdk
  void theJvmEndsWhenMainReturnsBecauseOurThreadsAreDaemons(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "return")) {
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.out().soFar()).containsExactly("application out", "end of main", "hook");
    }
  }

  @OnEveryJdk
  void anExceptionOfMainIsPrintedAndEndsWithOne(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "throw")) {
      assertThat(jvm.awaitExit()).isEqualTo(1);
      assertThat(jvm.err().text()).contains("java.lang.IllegalStateException: of the application");
      assertThat(jvm.err().text()).doesNotContain("dev.jinx").doesNotContain("java.jinx");
    }
  }

  @OnEveryJdk
  void noThreadOfOursIsOtherThanADaemon(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "threads")) {
      jvm.address();
      jvm.tell("");
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.out().soFar().stream().filter(line -> line.startsWith("thread ")))
          .allMatch(line -> line.equals("thread main") || line.equals("thread DestroyJavaVM"));
    }
  }

  @OnEveryJdk
  void sigtermRunsTheApplicationsHooksAndEndsAsEver(Jdk jdk) {
    try (TargetJvm jvm = start(jdk, "stay")) {
      jvm.out().await("application out"::equals, TargetJvm.PATIENCE); // its hook is there
      jvm.address();
      jvm.terminate();
      assertThat(jvm.awaitExit()).isEqualTo(143);
      assertThat(jvm.out().soFar()).containsExactly("application out", "hook");
    }
  }

  @OnEveryJdk
  void aThreadParkedAtAPointDoesNotKeepTheProgramFromLeaving(Jdk jdk) {
    String yaml =
        "points: { commit: { method: com.acme.Store#commit, enabled: true, action: pause } }\n";
    try (TargetJvm jvm = Launch.on(jdk).yaml(yaml).main(Store.class).start()) {
      jvm.out().await("ready "::equals, TargetJvm.PATIENCE);
      jvm.tell("1");
      jvm.http().await("commit", "phase=parked&since=earliest");
      jvm.terminate();
      assertThat(jvm.awaitExit()).isEqualTo(143);
    }
  }
}
