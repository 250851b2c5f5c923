package dev.jinx.it.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a shell script does: curl again and again, with the last id that came. */
final class CurlReader implements AutoCloseable {
  static final Path CURL = Path.of("/usr/bin/curl");

  private final String url;
  private final Seen seen = new Seen("curl");
  private final Thread thread;
  private String lastId = "";
  private volatile boolean closed;
  private volatile int connections;
  private volatile Process curl;

  private CurlReader(String url) throws IOException {
    this.url = url;
    curl = connect();
    thread = new Thread(this::run, "curl");
    thread.start();
  }

  static boolean isInstalled() {
    return Files.isExecutable(CURL);
  }

  static CurlReader start(String url) throws IOException {
    return new CurlReader(url);
  }

  Seen seen() {
    return seen;
  }

  int connections() {
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
          seen.add(id, data);
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
