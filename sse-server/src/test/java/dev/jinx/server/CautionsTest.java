package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Whoever parks a thread on which others depend is told so. */
@Timeout(60)
class CautionsTest {
  private static Runnable inInitializer = () -> {};
  private Node node;
  private Runnable hit;
  private String name;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    node = Node.start();
    name = "cautions." + test.getTestMethod().orElseThrow().getName();
    hit = Node.point(name);
    node.post("/v2/error_injection/injection/" + name + "?action=pause");
  }

  @AfterEach
  void stop() {
    node.control.disableAll(null);
    node.close();
  }

  /** What the waiters route warns of, once somebody is parked. */
  private String warnings() throws IOException, InterruptedException {
    node.get("/v2/error_injection/wait?phase=parked&injection=" + name);
    String body = node.get("/v2/error_injection/injection/" + name + "/waiters").body();
    node.control.disableAll(null);
    assertThat(body).contains("\"warnings\":[");
    return body.substring(body.indexOf("\"warnings\":["));
  }

  @Test
  void aThreadOfItsOwnNeedsNoWarning() throws Exception {
    new Thread(hit).start();
    assertThat(warnings()).isEqualTo("\"warnings\":[]}]");
  }

  @Test
  void aWorkerOfAThreadPool() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.execute(hit);
    assertThat(warnings())
        .isEqualTo(
            "\"warnings\":[\"a worker of a thread pool: tasks may wait for it while it is"
                + " parked\"]}]");
    pool.shutdown();
  }

  @Test
  void aWorkerOfAForkJoinPool() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.execute(hit);
    assertThat(warnings()).contains("a worker of a fork-join pool").doesNotContain("thread pool");
    pool.shutdown();
  }

  @Test
  void aLoopThatServesOthers() throws Exception {
    Timer timer = new Timer();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            hit.run();
          }
        },
        0);
    assertThat(warnings()).contains("the only thread of a java.util.Timer: everything else");
    timer.cancel();
  }

  @Test
  void theInitializationOfAClass() throws Exception {
    inInitializer = hit;
    new Thread(Slow::new).start();
    assertThat(warnings())
        .contains("inside the initialization of " + Slow.class.getName() + ": every thread");
  }

  private static final class Slow {
    static {
      inInitializer.run();
    }
  }

  @Test
  void theLoadingOfAClass() throws Exception {
    ClassLoader loader =
        new ClassLoader() {
          @Override
          protected Class<?> findClass(String wanted) throws ClassNotFoundException {
            hit.run();
            throw new ClassNotFoundException(wanted);
          }
        };
    new Thread(
            () -> {
              try {
                loader.loadClass("no.such.Type");
              } catch (ClassNotFoundException expected) {
                return;
              }
            })
        .start();
    assertThat(warnings()).containsOnlyOnce("inside the loading of a class");
  }

  @Test
  void threadsThatWaitForWhatItHolds() throws Exception {
    Object monitor = new Object();
    ReentrantLock lock = new ReentrantLock();
    Thread holder =
        new Thread(
            () -> {
              synchronized (monitor) {
                lock.lock();
                hit.run();
                lock.unlock();
              }
            });
    holder.start();
    node.get("/v2/error_injection/wait?phase=parked&injection=" + name);
    Thread one = waiting("first-waiter", () -> enter(monitor), Thread.State.BLOCKED);
    Thread two =
        waiting(
            "second-waiter",
            () -> {
              lock.lock();
              lock.unlock();
            },
            Thread.State.WAITING);
    assertThat(warnings())
        .contains("2 threads wait for a monitor or lock that it holds: ")
        .contains("first-waiter", "second-waiter");
    one.join();
    two.join();
  }

  private static void enter(Object monitor) {
    synchronized (monitor) {
      assertThat(monitor).isNotNull();
    }
  }

  private static Thread waiting(String name, Runnable work, Thread.State state) {
    Thread thread = new Thread(work, name);
    thread.start();
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
    return thread;
  }

  /** In a native frame, here that of a class's initialization, it cannot leave its carrier. */
  @Test
  void aVirtualThreadThatIsPinned() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "no virtual threads");
    inInitializer = hit;
    virtual(SlowOnVirtual::new);
    String path = "/v2/error_injection/injection/" + name + "/waiters";
    // It is among the waiters a moment before it stands still.
    String body = node.get(path).body();
    while (!body.contains("parkOnCarrierThread") && !body.contains("pinned")) {
      body = node.get(path).body();
    }
    assertThat(body)
        .contains("a virtual thread that is pinned", "inside the initialization of ")
        .doesNotContain("parkOnCarrierThread");
  }

  @Test
  void aVirtualThreadThatIsNotPinnedNeedsNoWarning() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "no virtual threads");
    virtual(hit);
    assertThat(warnings()).isEqualTo("\"warnings\":[]}]");
  }

  /** The tests are compiled for a JDK that has none. */
  private static void virtual(Runnable work) throws ReflectiveOperationException {
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
  }

  private static final class SlowOnVirtual {
    static {
      inInitializer.run();
    }
  }
}
