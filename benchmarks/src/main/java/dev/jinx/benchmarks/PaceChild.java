package dev.jinx.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that does something once a millisecond: hits a point, or writes the same frame to
 * a plain socket, or a line to a file; in alternating blocks. Argument: directory.
 *
 * <p>Commands on stdin: {@code block KIND COUNT} answers with the times at which each was done and
 * how long it held the thread, {@code idle SECONDS} and {@code paced SECONDS} with the processor's
 * time.
 */
public final class PaceChild {
  private static final long PACE_NANOS = 1_000_000;
  // As long as an event's frame.
  private static final String FRAME =
      "id: bench@1795238123457.1042\ndata: " + "x".repeat(370) + "\n\n";

  private PaceChild() {}

  /** Answers until stdin ends. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    Node node = Node.await(directory.resolve("port"));
    Hits.hit(0);
    node.requireWoven(Hits.POINT);
    node.enable(Hits.POINT);
    try (FileOutputStream file = new FileOutputStream(directory.resolve("log").toFile());
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress("127.0.0.1", 0));
      System.out.println("clock " + System.nanoTime());
      System.out.println("address " + node.address());
      System.out.println("plain " + ((InetSocketAddress) server.getLocalAddress()).getPort());
      SocketChannel socket = server.accept();
      socket.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      var in =
          new java.io.BufferedReader(
              new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        if (words[0].equals("block")) {
          block(words[1], Integer.parseInt(words[2]), socket, file);
        } else {
          cpu(words[0], Integer.parseInt(words[1]), node);
        }
      }
    }
  }

  private static void block(String kind, int count, SocketChannel socket, FileOutputStream file)
      throws IOException {
    byte[] bytes = FRAME.getBytes(StandardCharsets.US_ASCII);
    byte[] logged =
        ("2026-11-21 02:30:00,123 INFO x" + "x".repeat(60) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    StringBuilder answer = new StringBuilder("block " + kind);
    long due = System.nanoTime();
    for (int i = 0; i < count; i++) {
      due += PACE_NANOS;
      pause(due);
      long before = System.nanoTime();
      switch (kind) {
        case "jinx":
          Hits.hit(i);
          break;
        case "plain":
          frame.rewind();
          socket.write(frame);
          break;
        default:
          file.write(logged);
      }
      long after = System.nanoTime();
      answer.append(' ').append(before).append(' ').append(after - before);
    }
    System.out.println(answer);
  }

  private static void pause(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Once a millisecond with the point enabled, and disabled; or nothing at all, with it enabled.
   */
  private static void cpu(String kind, int seconds, Node node) throws Exception {
    if (kind.equals("bare")) {
      node.disable(Hits.POINT);
    } else {
      node.enable(Hits.POINT);
    }
    Thread.sleep(1_000);
    Map<String, Long> before = Cpu.byThread(ProcessHandle.current().pid());
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long due = System.nanoTime();
    while (System.nanoTime() < end) {
      if (kind.equals("idle")) {
        pause(end);
      } else {
        due += PACE_NANOS;
        pause(due);
        Hits.hit(0);
      }
    }
    Map<String, Long> after = Cpu.byThread(ProcessHandle.current().pid());
    // Of an idle application's own thread there is only this very look.
    String own = kind.equals("idle") ? "java" : "";
    System.out.println(
        kind
            + " "
            + Cpu.used(before, after, own) / (seconds * 1e9)
            + " "
            + Cpu.most(before, after));
  }
}
