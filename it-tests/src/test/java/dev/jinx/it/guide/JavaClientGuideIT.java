package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Armed;
import dev.jinx.client.Event;
import dev.jinx.client.Hit;
import dev.jinx.client.Jinx;
import dev.jinx.client.checkpoint.CheckpointStore;
import dev.jinx.client.checkpoint.FileCheckpointStore;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.Targets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Java of the page about the client, against one program. */
@ExtendWith(Targets.class)
class JavaClientGuideIT {
  private static final String YAML =
      """
      node: n1
      log: { hits: false }
      points:
        before-commit: { method: com.acme.Store#commit(long) }
        commit-done: { method: com.acme.Store#commit(long), at: exit, enabled: true }
        append: { method: com.acme.Store#append }
      """;
  private static final String HERE = "127.0.0.1:7117";
  private static final Duration TIMEOUT = TargetJvm.PATIENCE;
  private static final int HOLD = 0;
  private static final int BEHIND = 1;
  private static final int ARMING = 2;
  private static final int LEASES = 3;
  private static final int DECLARE = 4;
  private static final int REPORT = 5;
  private static final int STREAM = 6;
  private static final int RESUME = 7;
  private static final int FLEET = 8;
  private static final int TOKEN = 9;

  private final Guide page = Guide.of("java-client.md");
  private final Folder folder = Folder.with(List.of(YAML));

  @Test
  void itsExamplesRunAsTheyStand() throws Exception {
    try (TargetJvm app = folder.start();
        Jinx jinx = Jinx.connect(app.address())) {
      aThreadIsHeld(app);
      theSecondHitIsBehindTheFirst(app, jinx);
      pointsAreArmedAndDeclared(app, jinx);
      connectionsAreMade(app);
      streamsAreRead(app, jinx);
    }
    aTokenIsShown();
    assertThat(page.leftBy(getClass())).isEmpty();
  }

  private void aThreadIsHeld(TargetJvm app) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    snippet(HOLD)
        .instead(HERE, app.address())
        .with("pool", ExecutorService.class, pool)
        .with("store", Presumed.Store.class, (Presumed.Store) id -> tell(app, "commit " + id))
        .run();
    pool.shutdown();
    assertThat(app.out().await(any -> true, TIMEOUT)).isEqualTo("failed disk full");
  }

  private static String tell(TargetJvm app, String order) {
    app.tell(order);
    return order;
  }

  private void theSecondHitIsBehindTheFirst(TargetJvm app, Jinx jinx) throws Exception {
    Armed commit = jinx.point("before-commit").enable();
    app.ask("commit 1");
    app.ask("commit 2");
    Object hits =
        snippet(BEHIND)
            .with("commit", Armed.class, commit)
            .with("timeout", Duration.class, TIMEOUT)
            .answers("first.number() + \" \" + second.number()")
            .run();
    Hit first = commit.awaitHit(TIMEOUT);
    assertThat(hits).isEqualTo(first.number() + " " + (first.number() + 1));
    commit.disable();
  }

  private void pointsAreArmedAndDeclared(TargetJvm app, Jinx jinx) throws Exception {
    Armed flaky = armed(snippet(ARMING).with("jinx", Jinx.class, jinx).answers("flaky"));
    for (int i = 0; i < 30; i++) {
      app.ask("append a b");
      app.ask("append a b c");
    }
    Event failed = flaky.awaitHit(TIMEOUT).event();
    assertThat(failed.action()).isEqualTo("throw(java.io.IOException)");
    assertThat(failed.parameters()).isEqualTo(Map.of("why", "disk"));
    assertThat(flaky.seed()).isEqualTo(7);
    flaky.disable();
    Armed resized = armed(snippet(DECLARE).with("jinx", Jinx.class, jinx).answers("armed"));
    app.ask("resize 5");
    assertThat(resized.awaitHit(TIMEOUT).captured()).isEqualTo(Map.of("size", 5L));
    resized.disable();
  }

  private static Armed armed(Snippet snippet) throws Exception {
    Object armed = snippet.run();
    assertThat(armed).isInstanceOf(Armed.class);
    return (Armed) armed;
  }

  private void connectionsAreMade(TargetJvm app) throws Exception {
    snippet(LEASES).instead(HERE, app.address()).run();
    snippet(REPORT)
        .instead(".connect();", ".connect().close();")
        .with("address", String.class, app.address())
        .run();
  }

  /** Each ends with the second event, for which there is no room. */
  private void streamsAreRead(TargetJvm app, Jinx jinx) throws Exception {
    Path positions = folder.path.resolve("positions.json");
    Queue<Object> inserted = new ArrayBlockingQueue<>(1);
    isRead(
        inserted,
        snippet(RESUME)
            .instead("run/positions.json", positions.toString())
            .with("jinx", Jinx.class, jinx)
            .with("database", Presumed.Database.class, (Presumed.Database) inserted::add));
    Shown.same(page.take("json", 0), List.of(Files.readString(positions)));
    isReadLive(app, snippet(STREAM).with("jinx", Jinx.class, jinx));
    isReadLive(
        app,
        snippet(FLEET)
            .instead(HERE, app.address())
            .instead(", \"n2=127.0.0.1:7118\"", "")
            .with("store", CheckpointStore.class, new FileCheckpointStore(positions)));
  }

  private static void isReadLive(TargetJvm app, Snippet snippet) throws Exception {
    Queue<Object> told = new ArrayBlockingQueue<>(1);
    snippet.instead("System.out.println", "told.add").with("told", Queue.class, told);
    CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> isRead(told, snippet));
    // Nobody can tell when it reads: readers that have gone are counted for a while.
    Awaitility.await("its end")
        .atMost(TIMEOUT)
        .until(
            () -> {
              app.ask("commit 1");
              return reader.isDone();
            });
    reader.get();
  }

  private static void isRead(Queue<Object> one, Snippet snippet) {
    assertThatThrownBy(snippet::run).hasRootCauseMessage("Queue full");
    assertThat(one).hasSize(1);
  }

  private void aTokenIsShown() throws Exception {
    folder.write("token", List.of("secret"));
    folder.write("jinx.yaml", List.of("server: { token-file: token }"));
    try (TargetJvm app = folder.start()) {
      snippet(TOKEN)
          .instead("10.0.0.7:7117", app.address())
          .instead("Path.of(\"token\")", "Path.of(\"" + folder.path.resolve("token") + "\")")
          .instead(".connect();", ".connect().close();")
          .run();
    }
  }

  private Snippet snippet(int number) {
    return Snippet.of(page.take("java", number));
  }
}
