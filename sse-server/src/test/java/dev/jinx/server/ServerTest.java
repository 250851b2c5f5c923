package dev.jinx.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerTest {
  @Test
  void aTakenPortIsOneClearLine() throws Exception {
    Set<Thread> before = threads();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new Node(ServerConfig.loopback(port), 1 << 16))
          .isInstanceOf(IOException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + port + ": Address already in use");
    }
    assertNoneLeft(before);
  }

  @Test
  void aFaultOfAnyKindIsAnswered() throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    try (Node node = Node.start()) {
      Server server =
          Server.start(
              ServerConfig.loopback(0),
              node.log,
              node.control,
              () -> {
                throw new StackOverflowError("wanted by the test");
              },
              warnings::add);
      try {
        URI health = URI.create("http://" + server.address() + "/health");
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a fault of Jinx", "wanted by the test");
        assertThat(warnings).singleElement().asString().startsWith("GET /health failed: ");
      } finally {
        server.close(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void anUnknownHostIsOneClearLine() {
    assertThatThrownBy(() -> new Node(ServerConfig.loopback(0).at("no.such.invalid", 0), 1 << 16))
        .hasMessage("no such host: no.such.invalid");
  }

  @Test
  void anAddressOfVersion6Works() throws Exception {
    try (Node node = new Node(ServerConfig.loopback(0).at("[::1]", 0), 1 << 16)) {
      assertThat(node.server.host()).isEqualTo("::1");
      assertThat(node.server.address()).isEqualTo("[::1]:" + node.server.port());
      assertThat(node.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itsThreadsAreDaemonsOfTheStartersGroupAndEndWithIt() throws Exception {
    AtomicReference<Node> started = new AtomicReference<>();
    Thread starter =
        Node.agentThread(
            () -> {
              try {
                started.set(Node.start());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    ThreadGroup group = starter.getThreadGroup();
    Set<Thread> before = threads();
    starter.start();
    starter.join();
    Node node = started.get();
    assertThat(node.get("/health").statusCode()).isEqualTo(200);
    Set<Thread> threads = since(before);
    assertThat(threads).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    for (Thread thread : threads) {
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getThreadGroup()).isSameAs(group);
      assertThat(thread.getContextClassLoader()).isSameAs(Server.class.getClassLoader());
    }
    node.close();
    assertNoneLeft(before);
    node.close();
  }

  @Test
  void aRequestThatIsWorkedOnIsAnsweredBeforeItCloses() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (Node node = Node.start()) {
      Server server =
          Server.start(
              ServerConfig.loopback(0),
              node.log,
              node.control,
              () -> {
                asked.countDown();
                awaitQuietly(answer);
                return List.of();
              },
              warning -> {});
      URI health = URI.create("http://" + server.address() + "/health");
      var answered =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
      asked.await();
      Thread closer = new Thread(() -> server.close(Duration.ofSeconds(30)));
      closer.start();
      while (closer.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      answer.countDown();
      assertThat(answered.get().statusCode()).isEqualTo(200);
      closer.join();
    }
  }

  /** Behind a loader that refuses JMX, as the agent's does, it works and starts no logging. */
  @Test
  void itNeedsNeitherJmxNorJavaUtilLogging() throws Exception {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    try (URLClassLoader loader = new Isolated(asked)) {
      Class<?> node = loader.loadClass(Node.class.getName());
      var start = node.getDeclaredMethod("start");
      start.setAccessible(true);
      Object started = start.invoke(null);
      var field = node.getDeclaredField("server");
      field.setAccessible(true);
      Object server = field.get(started);
      var addressOf = server.getClass().getMethod("address");
      URI health = URI.create("http://" + addressOf.invoke(server) + "/health");
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
      var close = node.getMethod("close");
      close.setAccessible(true);
      close.invoke(started);
    }
    assertThat(asked).noneMatch(name -> name.startsWith("java.util.logging."));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Isolated extends URLClassLoader {
    private final Set<String> asked;

    Isolated(Set<String> asked) throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
      this.asked = asked;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      asked.add(name);
      if (name.startsWith("javax.management.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    private static URL[] classPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
      return urls.toArray(new URL[0]);
    }
  }

  private static void assertNoneLeft(Set<Thread> before) throws InterruptedException {
    for (Thread thread : since(before)) {
      // XNIO and thread pools count a thread as ended while it still runs its last instructions.
      thread.join(Duration.ofSeconds(30).toMillis());
    }
    assertThat(since(before)).isEmpty();
  }

  /** Those that were not there then: a node of another test may still be ending. */
  private static Set<Thread> since(Set<Thread> before) {
    Set<Thread> ours = threads();
    ours.removeAll(before);
    return ours;
  }

  private static Set<Thread> threads() {
    Set<Thread> ours = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (name.startsWith("jinx-http") || name.startsWith("jinx-task")) {
        ours.add(thread);
      }
    }
    return ours;
  }
}
