package dev.jinx.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TargetTest {
  @Test
  void aJvmCatchesTheSignalThatAsksItToListen() throws Exception {
    long own = ProcessHandle.current().pid();
    assertThat(Target.catchesQuit(own)).isTrue();
    assertThat(Target.of(own).foreignUser()).isNull();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anotherProgramWouldDieOfItAndIsLeftAlone() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(Target.catchesQuit(sleeper.pid())).isFalse();
      assertThatThrownBy(() -> Attaching.to(sleeper.pid())).hasMessageContaining("is no JVM");
      assertThat(sleeper.isAlive()).isTrue();
    } finally {
      sleeper.destroy();
    }
  }

  @Test
  void aProcessThatHasEndedIsNone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> Target.of(gone.pid()))
        .hasMessage("no process " + gone.pid() + " is running");
  }
}
