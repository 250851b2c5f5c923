package dev.jinx.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What a shell script does: curl again and again, with the last id that came. */
public final class Curl implements AutoCloseable {
  private static final Path CURL = Path.of("/usr/bin/curl");

  private final String url;
  private final BiConsumer<String, String> sink;
  private final Thread thread;
  private String lastId = "";
  private volatile boolean closed;
  private volatile int connections;
  private volatile Process curl;

  private Curl(String url, BiConsumer<String, String> sink) throws IOException {
    this.url = url;
    this.sink = sink;
    curl = connect();
    thread = new Thread(this::run, "curl");
    thread.start();
  }

  public static boolean isInstalled() {
    return Files.isExecutable(CURL);
  }

  /**
   * Reads that stream until it is closed.
   *
   * @param url where the first one begins; those after it go on behind the last id
   * @param sink gets id and data of each frame that has data, in a thread of its own
   */
  public static Curl read(String url, BiConsumer<String, String> sink) throws IOException {
    return new Curl(url, sink);
  }

  /** How often it was started. */
  public int connections() {
    return connections;
  }

  private Process connect() throws IOException {
    connections++;
    List<String> command = new ArrayList<>(List.of(CURL.toString(), "-sN"));
    // While nobody listens it asks again itself; once it is connected, the loop does.
    command.addAll(List.of("--retry", "600", "--retry-delay", "1", "--retry-connrefused"));
    if (!lastId.isEmpty()) {
      command.addAll(List.of("-H", "Last-Event-ID: " + lastId));
    }
    command.add(url);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void run() {
    try {
      while (!closed) {
        try (BufferedReader out = curl.inputReader()) {
          read(out);
        }
        curl.waitFor();
        if (!closed) {
          curl = connect();
        }
      }
    } catch (IOException broken) {
      if (!closed) {
        throw new AssertionError(broken);
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void read(BufferedReader out) throws IOException {
    String id = "";
    String data = "";
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      } else if (line.isEmpty()) {
        // A frame counts once it is whole.
        if (!data.isEmpty()) {
          sink.accept(id, data);
        }
        lastId = id.isEmpty() ? lastId : id;
        data = "";
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    // Again until it has ended: it may be starting another one.
    while (thread.isAlive()) {
      curl.destroyForcibly();
      join(thread);
    }
  }

  private static void join(Thread ending) {
    try {
      ending.join(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
