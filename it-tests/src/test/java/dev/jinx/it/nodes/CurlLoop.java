package dev.jinx.it.nodes;

import dev.jinx.it.TargetJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** As a shell script reads a stream: curl in a loop, with the last id that came. */
final class CurlLoop implements AutoCloseable {
  private static final String CURL = "/usr/bin/curl";

  private final String url;
  private final List<String> data = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "curl");
  private String lastId = "";
  private int connections;
  private boolean closed;
  private Process curl;

  private CurlLoop(String url) throws IOException {
    this.url = url;
    this.curl = connect();
  }

  /** Begins with the oldest event. */
  static CurlLoop start(String url) throws IOException {
    Assumptions.assumeTrue(new java.io.File(CURL).canExecute(), "curl is not installed");
    CurlLoop loop = new CurlLoop(url);
    loop.thread.setDaemon(true);
    loop.thread.start();
    return loop;
  }

  synchronized int connections() {
    return connections;
  }

  /** The events so far once there are so many. */
  synchronized List<String> until(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TargetJvm.PATIENCE.toNanos();
    while (data.size() < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("curl got " + data.size() + " of " + count + " events");
      }
      wait(left);
    }
    return List.copyOf(data);
  }

  private Process connect() throws IOException {
    connections++;
    List<String> command = new ArrayList<>(List.of(CURL, "-sN"));
    if (lastId.isEmpty()) {
      command.add(url + "?since=earliest");
    } else {
      command.addAll(List.of("-H", "Last-Event-ID: " + lastId, url));
    }
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void run() {
    try {
      for (Process each = curl; each != null; each = next()) {
        try (BufferedReader out = each.inputReader()) {
          read(out);
        }
      }
    } catch (IOException broken) {
      // Whoever waits for events is told that they do not come.
      System.err.println("curl broke off: " + broken);
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Process next() throws IOException {
    if (closed) {
      return null;
    }
    curl = connect();
    return curl;
  }

  private void read(BufferedReader out) throws IOException {
    String id = "";
    String event = "";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        event = line.substring("data: ".length());
      } else if (line.isEmpty()) { // a frame counts once it is whole
        take(id, event);
        event = "";
      }
    }
  }

  private synchronized void take(String id, String event) {
    if (!event.isEmpty()) {
      data.add(event);
      notifyAll();
    }
    lastId = id.isEmpty() ? lastId : id;
  }

  @Override
  public synchronized void close() {
    closed = true;
    curl.destroyForcibly();
  }
}
