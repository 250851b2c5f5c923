package dev.jinx.client.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads of one JVM. Processes are fuzzed in the integration tests. */
class ManyWritersTest {
  private static final int THREADS = 4;
  private static final int PUTS = 15;

  @TempDir Path directory;

  @Test
  void threadsOfOneStoreLoseNothing() throws Exception {
    FileCheckpointStore store = store();
    together(n -> () -> countUp(store, "k" + n));
    for (int n = 0; n < THREADS; n++) {
      assertThat(store().get("k" + n)).isEqualTo("n1@1." + PUTS);
    }
  }

  @Test
  void storesOfOneFileLoseNothing() throws Exception {
    together(n -> () -> countUp(store(), "k" + n));
    for (int n = 0; n < THREADS; n++) {
      assertThat(store().get("k" + n)).isEqualTo("n1@1." + PUTS);
    }
  }

  @Test
  void ofManyWritersToOneKeyTheFurthestStays() throws Exception {
    together(n -> () -> countUp(store(), "same"));
    assertThat(store().get("same")).isEqualTo("n1@1." + PUTS);
  }

  @Test
  void copiesOfTheClassInOtherLoadersLoseNothing() throws Exception {
    together(
        n ->
            () -> {
              try (URLClassLoader loader = new URLClassLoader(here(), platform())) {
                Class<?> type = loader.loadClass(FileCheckpointStore.class.getName());
                assertThat(type).isNotSameAs(FileCheckpointStore.class);
                Object copy = type.getConstructor(Path.class).newInstance(file());
                for (int i = 1; i <= PUTS; i++) {
                  type.getMethod("put", String.class, String.class)
                      .invoke(copy, "k" + n, "n1@1." + i);
                }
              }
              return null;
            });
    for (int n = 0; n < THREADS; n++) {
      assertThat(store().get("k" + n)).isEqualTo("n1@1." + PUTS);
    }
  }

  @Test
  void anInterruptedThreadStillPutsAndStaysInterrupted() throws Exception {
    together(
        n ->
            () -> {
              FileCheckpointStore store = store();
              for (int i = 1; i <= PUTS; i++) {
                Thread.currentThread().interrupt();
                store.put("k" + n, "n1@1." + i);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                assertThat(store.get("k" + n)).isEqualTo("n1@1." + i);
                assertThat(Thread.interrupted()).isTrue();
              }
              return null;
            });
  }

  @Test
  void anInterruptInTheMiddleOfAPutDoesNotEndIt() throws Exception {
    FileCheckpointStore store = store();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger noticed = new AtomicInteger();
    // Until it has noticed an interrupt; who notices none in so many puts has lost them.
    FutureTask<Integer> puts =
        new FutureTask<>(
            () -> {
              int put = 0;
              while (put < PUTS || (noticed.get() == 0 && put < 200 * PUTS)) {
                put++;
                store.put("k", "n1@1." + put);
                done.set(put);
                if (Thread.interrupted()) {
                  noticed.incrementAndGet();
                }
              }
              return put;
            });
    Thread writer = new Thread(puts);
    writer.start();
    for (int seen = 0; writer.isAlive(); ) {
      int now = done.get();
      if (now == seen) {
        Thread.onSpinWait();
      } else {
        writer.interrupt();
        seen = now;
      }
    }
    assertThat(store().get("k")).isEqualTo("n1@1." + puts.get());
    assertThat(noticed).hasPositiveValue();
  }

  private static @org.jspecify.annotations.Nullable Void countUp(
      FileCheckpointStore store, String key) {
    for (int i = 1; i <= PUTS; i++) {
      store.put(key, "n1@1." + i);
    }
    return null;
  }

  private static void together(java.util.function.IntFunction<Callable<Void>> work)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int n = 0; n < THREADS; n++) {
        Callable<Void> one = work.apply(n);
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  return one.call();
                }));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static URL[] here() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private Path file() {
    return directory.resolve("checkpoints.json");
  }

  private FileCheckpointStore store() {
    return new FileCheckpointStore(file());
  }
}
