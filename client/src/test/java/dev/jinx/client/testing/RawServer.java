package dev.jinx.client.testing;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers each connection with the next script, byte by byte as the script wants it. */
public final class RawServer implements Closeable {
  /** What happens on one connection, after its request was read. */
  @FunctionalInterface
  public interface Script {
    void serve(OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final Thread accepting;
  private final BlockingQueue<List<String>> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
  private final List<Socket> connections = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public RawServer(Script... scripts) throws IOException {
    this(Ports.free(), scripts);
  }

  /** On that port, such as one that another had before. */
  public RawServer(int port, Script... scripts) throws IOException {
    this.scripts.addAll(List.of(scripts));
    socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    accepting = new Thread(this::accept, "raw-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  public String address() {
    return "127.0.0.1:" + port();
  }

  /** The next request's lines: request line and headers. */
  public List<String> request() throws InterruptedException {
    List<String> request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no further request came");
    }
    return request;
  }

  public boolean hasRequest() {
    return !requests.isEmpty();
  }

  public void then(Script script) {
    scripts.add(script);
  }

  /** Keeps the connection open and silent until the server is closed. */
  public void hold() throws InterruptedException {
    closed.await();
  }

  public static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  public static Script answer(String head, String body) {
    return out -> write(out, head.replace("\n", "\r\n") + "\r\n\r\n" + body);
  }

  public static Script stream(String body) {
    return answer("HTTP/1.1 200 OK\nContent-Type: text/event-stream", body);
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket connection = socket.accept();
        synchronized (connections) {
          connections.add(connection);
        }
        Thread thread = new Thread(() -> serve(connection), "raw-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> head = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
      requests.add(head);
      scripts.take().serve(connection.getOutputStream());
    } catch (Exception e) {
      return; // the client went away, or the test is over
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
    try {
      accepting.join(); // the port is free when nobody stands in accept any more
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (connections) {
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }
}
