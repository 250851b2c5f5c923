package dev.jinx.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Letting threads go while the application keeps its class loaders to itself. */
@Timeout(60)
class ReleasingTest {
  private static final String AWAITED = "dev.jinx.bootstrap.ReleasingTest$Awaited";

  private final TestPoint test = new TestPoint();
  private final Busy loader = new Busy();

  @AfterEach
  void disable() {
    loader.go.countDown();
    test.end();
  }

  /** Stands for a loader whose lock a parked thread holds. */
  private static final class Busy extends ClassLoader {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(AWAITED)) {
        asked.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return super.loadClass(name, resolve);
    }

    Class<?> define(Class<?> like) throws IOException {
      String name = like.getName();
      try (InputStream in =
          like.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      }
    }
  }

  /** What a thread is to throw. */
  static final class Awaited extends Exception {
    private static final long serialVersionUID = 1;

    public Awaited(String message) {
      super(message);
    }
  }

  /** A woven class. */
  private static final class Woven {}

  private CompletableFuture<String> park(Arm arm) throws IOException {
    Linked linked = new Linked(test.site, loader.define(Woven.class));
    CompletableFuture<String> end = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                Hit.hit(linked, null);
                end.complete("went on");
              } catch (Throwable thrown) {
                end.complete(thrown.toString());
              }
            })
        .start();
    while (arm.waiters().isEmpty()) {
      Thread.onSpinWait();
    }
    return end;
  }

  private CompletableFuture<Releasing.Done> release(String outcome) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Releasing.release(
                test.point,
                new Releasing.Choice(null, null, null, Integer.MAX_VALUE),
                Terms.parseOutcome(outcome));
          } catch (MisfitException | TermsException wrong) {
            throw new IllegalStateException(wrong);
          }
        });
  }

  @Test
  void aReleaseThatWaitsForALoaderOfTheApplicationHoldsUpNothingElse() throws Exception {
    Arm arm = test.arm("pause(1h)");
    CompletableFuture<String> end = park(arm);
    CompletableFuture<Releasing.Done> release = release("throw(" + AWAITED + ", \"late\")");
    loader.asked.await();
    CompletableFuture.runAsync(test::end).get();
    assertThat(end.get()).isEqualTo("went on");
    loader.go.countDown();
    assertThat(release.get().released()).isZero();
  }

  @Test
  void itLetsGoWhenTheLoaderHasAnswered()
      throws InterruptedException, ExecutionException, IOException, TermsException {
    Arm arm = test.arm("pause(1h)");
    CompletableFuture<String> end = park(arm);
    CompletableFuture<Releasing.Done> release = release("throw(" + AWAITED + ", \"late\")");
    loader.asked.await();
    loader.go.countDown();
    assertThat(release.get().released()).isEqualTo(1);
    assertThat(end.get()).isEqualTo(AWAITED + ": late");
  }
}
