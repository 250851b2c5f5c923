package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ending the JVM. */
@Timeout(60)
class HaltingTest {
  @Test
  void aSecondHaltDoesNotCutShortWhatTheFirstOneWrites() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Twice.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String written =
          new String(jvm.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      assertThat(written).isEqualTo("written");
      assertThat(jvm.waitFor()).isEqualTo(1);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** A JVM in which two threads halt, the second one with an interrupt and a permit pending. */
  static final class Twice {
    private Twice() {}

    public static void main(String[] arguments) throws InterruptedException {
      Thread second = Thread.currentThread();
      CountDownLatch writing = new CountDownLatch(1);
      Halting.first(
          () -> {
            writing.countDown();
            while (second.getState() != Thread.State.TIMED_WAITING) {
              Thread.onSpinWait();
            }
            System.out.println("written");
          });
      new Thread(() -> Halting.halt(1)).start();
      writing.await();
      second.interrupt();
      Halting.halt(2);
    }
  }
}
