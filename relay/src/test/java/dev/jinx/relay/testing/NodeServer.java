package dev.jinx.relay.testing;

import dev.jinx.client.Cursor;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Serves a simulated node's log over HTTP as an agent does: the stream and its health. */
public final class NodeServer implements AutoCloseable {
  private final NodeLog log;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket socket;
  private volatile Thread accepting;
  private volatile @Nullable String token;
  private volatile @Nullable String greeting;

  /** Listens at a port of its own. */
  public NodeServer(NodeLog log) throws IOException {
    this(log, Processes.freePort());
  }

  /** Listens at that port. */
  public NodeServer(NodeLog log, int port) throws IOException {
    this.log = log;
    this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.port = port;
    accept();
  }

  /** The log that is served. */
  public NodeLog log() {
    return log;
  }

  /** Its entry in a list of nodes. */
  public String entry() {
    return log.node() + "=127.0.0.1:" + port;
  }

  /** Asks for that token from now on. */
  public void token(String wanted) {
    token = wanted;
  }

  /** Begins its streams with that instead of a position, as some other service may; its address. */
  public String greeting(String frames) {
    greeting = frames;
    return "127.0.0.1:" + port;
  }

  /** Drops every connection and listens no more, as a process that dies. */
  @Override
  public void close() throws IOException {
    socket.close();
    try {
      accepting.join(); // the port is free when nobody stands in accept any more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket each : connections) {
      each.close();
    }
  }

  /** Listens again, at the same port. */
  public void open() throws IOException {
    socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    accept();
  }

  private void accept() {
    ServerSocket listening = socket;
    accepting =
        start(
            () -> {
              while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                start(() -> serve(connection));
              }
            });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static Thread start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                return; // closed, here or there
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void serve(Socket connection) throws IOException, InterruptedException {
    try (connection) {
      InputStreamReader in =
          new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1);
      BufferedReader request = new BufferedReader(in);
      String[] first = String.valueOf(request.readLine()).split(" ");
      if (first.length < 3) {
        return; // who looks for somebody else that had this port before
      }
      String target = first[1];
      String lastId = "";
      String bearer = "";
      for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
        lastId = line.startsWith("Last-Event-ID: ") ? line.substring(15) : lastId;
        bearer = line.startsWith("Authorization: Bearer ") ? line.substring(22) : bearer;
      }
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), 32 * 1024);
      if (token != null && !token.equals(bearer)) {
        answer(out, "401 Unauthorized", "{\"status\":401,\"detail\":\"a token is needed\"}");
      } else if (target.startsWith("/health")) {
        answer(out, "200 OK", "{\"status\":\"ready\",\"cursor\":\"" + log.end() + "\"}");
      } else {
        stream(out, lastId, target.substring(target.indexOf("since=") + 6));
      }
    } finally {
      connections.remove(connection);
    }
  }

  private void stream(OutputStream out, String lastId, String since)
      throws IOException, InterruptedException {
    String wanted = lastId.isEmpty() ? since.replace("%40", "@") : lastId;
    int at =
        switch (wanted) {
          case "earliest" -> log.first();
          case "latest" -> log.size();
          default -> log.after(Cursor.parse(wanted));
        };
    if (at < 0 && lastId.isEmpty()) {
      answer(out, "400 Bad Request", "{\"status\":400,\"detail\":\"unknown cursor\"}");
      return;
    }
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=utf-8\r\n\r\n");
    write(out, "retry: 500\n");
    String instead = greeting;
    if (instead != null) {
      write(out, instead);
      at = Math.max(at, log.first());
    } else if (at < 0) {
      at = log.first();
      write(out, "\n");
      gap(out, wanted, log.before(at), "null");
    } else {
      write(out, "id: " + (wanted.contains("@") ? wanted : log.before(at)) + "\n\n");
    }
    follow(out, at);
  }

  private void follow(OutputStream out, int start) throws IOException, InterruptedException {
    int at = start;
    while (true) {
      if (at < log.first()) {
        Cursor from = log.before(at);
        Cursor to = log.before(log.first());
        Cursor lost = new Cursor(from.node(), from.boot(), from.seq() + 1);
        gap(out, lost.toString(), to, String.valueOf(log.first() - at));
        at = log.first();
      }
      NodeLog.Entry entry = log.at(at);
      while (entry == null) {
        out.flush();
        entry = log.await(at, 5_000);
        if (entry == null) {
          write(out, ":\n\n");
        }
      }
      write(out, "id: " + entry.id() + "\ndata: " + entry.json() + "\n\n");
      at++;
      if (at == log.size()) {
        out.flush();
      }
    }
  }

  private static void gap(OutputStream out, String from, Cursor to, String lost)
      throws IOException {
    write(
        out,
        "event: gap\nid: "
            + to
            + "\ndata: {\"phase\":\"gap\",\"from\":\""
            + from
            + "\",\"to\":\""
            + to
            + "\",\"lost\":"
            + lost
            + ",\"node\":\""
            + to.node()
            + "\",\"boot\":"
            + to.boot()
            + "}\n\n");
  }

  private static void answer(OutputStream out, String status, String body) throws IOException {
    write(out, "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n");
    write(out, "Content-Length: " + body.length() + "\r\n\r\n" + body);
    out.flush();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
