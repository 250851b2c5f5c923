package dev.jinx.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
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

  /** Writes a configuration with these points, without a log on disk. */
  static Path config(Path directory, boolean hits, List<String> points) throws IOException {
    return config(directory, "hits: " + hits, points);
  }

  /**
   * Writes a configuration with these points.
   *
   * @param log the keys of {@code log}
   */
  static Path config(Path directory, String log, List<String> points) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("node: bench");
    lines.add("server: { port: 0, port-file: " + directory.resolve("port") + " }");
    lines.add("log: { " + log + " }");
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
    enable(name, "action=observe");
  }

  /** Enables with a query, as it stands in a URL; answers the cursor. */
  String enable(String name, String query) throws IOException {
    String answer = send("POST", INJECTIONS + "injection/" + name + "?" + query, "");
    int start = answer.indexOf(':') + 2;
    return answer.substring(start, answer.indexOf('"', start));
  }

  /** Waits for a hit behind the cursor. */
  void await(String name, String cursor) throws IOException {
    send("GET", INJECTIONS + "wait?injection=" + name + "&since=" + encode(cursor), "");
  }

  void declare(String name, String method) throws IOException {
    String body = "{\"name\":\"" + name + "\",\"method\":\"" + method + "\"}";
    String answer = send("POST", INJECTIONS + "points", body);
    if (!answer.contains("\"state\":\"woven\"")) {
      throw new IllegalStateException("not woven: " + answer);
    }
  }

  void undeclare(String name) throws IOException {
    send("DELETE", INJECTIONS + "points/" + name, "");
  }

  /** Hits so far, all that was published taken in. */
  long enters(String name) throws IOException {
    return Long.parseLong(send("GET", INJECTIONS + "injection/" + name + "/enters", "").strip());
  }

  /** Refuses a measurement whose hits did not all come. */
  void requireHits(String name, long hits) throws IOException {
    if (enters(name) != hits) {
      throw new IllegalStateException(enters(name) + " hits of '" + name + "', not " + hits);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  void disable(String name) throws IOException {
    send("DELETE", INJECTIONS + "injection/" + name, "");
  }

  /** Refuses to measure a point that is not where it should be. */
  void requireWoven(String name) throws IOException {
    String state = send("GET", INJECTIONS + "injection/" + name, "");
    if (!state.contains("\"state\":\"woven\"")) {
      throw new IllegalStateException("not woven: " + state);
    }
  }

  private String send(String method, String path, String text) throws IOException {
    // Not java.net.http: its threads would be measured with the application.
    HttpURLConnection request =
        (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
    request.setRequestMethod(method);
    if (!text.isEmpty()) {
      request.setDoOutput(true);
      request.setRequestProperty("Content-Type", "application/json");
      request.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
    int status = request.getResponseCode();
    try (var body = status < 400 ? request.getInputStream() : request.getErrorStream()) {
      String answer = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
      if (status != 200) {
        throw new IOException(path + " answered " + status + " " + answer);
      }
      return answer;
    }
  }
}
