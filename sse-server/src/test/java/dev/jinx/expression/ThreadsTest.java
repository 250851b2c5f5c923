package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Message;
import com.acme.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One condition, used by many threads at once. */
class ThreadsTest {
  @Test
  void eachThreadSeesItsOwnHit() throws Exception {
    JexlExpressions expressions = new JexlExpressions(type -> {});
    JexlCondition condition =
        expressions.read(
            "args[0].peer.port == args[1] and thread.name =~ args[2] and hit % 2 == 0", false);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int port = t;
      tasks.add(
          () -> {
            Message message = new Message(new Peer("n", port));
            Thread named = new Thread("worker-" + port);
            int held = 0;
            for (int i = 0; i < 10_000; i++) {
              Values values =
                  TestValues.of(null, message, (long) port, "worker-" + port)
                      .withThread(named)
                      .withHit(i);
              held += condition.holds(values) ? 1 : 0;
            }
            return held;
          });
    }
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> held : pool.invokeAll(tasks)) {
        assertThat(held.get()).isEqualTo(5_000);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
