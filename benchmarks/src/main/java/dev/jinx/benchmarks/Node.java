package dev.jinx.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent in a JVM, over HTTP; and its configuration. */
final class Node {
  private static final String INJECTIONS = "/v2/error_injection/";

  private final String address;

  private Node(String address) {
    this.address = address;
  }

  /** Waits until the server is ready. */
  static Node await(Path portFile) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!Files.exists(portFile)) {
      if (System.nanoTime() > end) {
        throw new IOException("no server after a minute: " + portFile);
      }
      Thread.sleep(5);
    }
    return new Node(Files.readString(portFile).strip());
  }

  /** Writes a configuration with these points. */
  static Path config(Path directory, boolean hits, List<String> points) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("node: bench");
    lines.add("server: { port: 0, port-file: " + directory.resolve("port") + " }");
    lines.add("log: { hits: " + hits + " }");
    if (!points.isEmpty()) {
      lines.add("points:");
      lines.addAll(points);
    }
    return Layout.write(directory, "jinx.yaml", lines);
  }

  /** The lines of a point in the configuration. */
  static List<String> point(String name, String method, String at) {
    return List.of("  " + name + ":", "    method: " + method, "    at: " + at);
  }

  String address() {
    return address;
  }

  void enable(String name) throws IOException {
    send("POST", INJECTIONS + "injection/" + name + "?action=observe");
  }

  void disable(String name) throws IOException {
    send("DELETE", INJECTIONS + "injection/" + name);
  }

  /** Refuses to measure a point that is not where it should be. */
  void requireWoven(String name) throws IOException {
    String state = send("GET", INJECTIONS + "injection/" + name);
    if (!state.contains("\"state\":\"woven\"")) {
      throw new IllegalStateException("not woven: " + state);
    }
  }

  private String send(String method, String path) throws IOException {
    // Not java.net.http: its threads would be measured with the application.
    HttpURLConnection request =
        (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
    request.setRequestMethod(method);
    int status = request.getResponseCode();
    try (var body = status < 400 ? request.getInputStream() : request.getErrorStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (status != 200) {
        throw new IOException(path + " answered " + status + " " + text);
      }
      return text;
    }
  }
}
