package dev.jinx.relay.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any number of simulated nodes in one process and one thread, each with a loopback address of its
 * own. What a node has published is a function of time alone; nobody has to be there to read it.
 */
public final class Swarm {
  private static final Pattern POSITION = Pattern.compile("@1\\.([0-9]+)");
  private static final long TICK = 10_000_000;

  private Swarm() {}

  /** Where node number i listens. */
  static InetSocketAddress address(int i, int port) {
    return new InetSocketAddress("127.1." + i / 250 + "." + (1 + i % 250), port);
  }

  /**
   * Takes the number of nodes, the port, events a second of each, and a file where the sum of what
   * was published is written each second.
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    int port = Integer.parseInt(args[1]);
    long rate = Long.parseLong(args[2]);
    Path sum = Path.of(args[3]);
    Selector selector = Selector.open();
    List<SwarmNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(new SwarmNode("n" + i));
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(address(i, port), 50).configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT, nodes.get(i));
    }
    long start = System.nanoTime();
    long written = start;
    for (long tick = 1; ; tick++) {
      for (long left = wait(start, tick); left > 0; left = wait(start, tick)) {
        selector.select(key -> serve(selector, key), Math.max(1, left / 1_000_000));
      }
      long now = System.nanoTime();
      Instant time = Instant.now();
      long all = 0;
      for (SwarmNode each : nodes) {
        each.publish((now - start) * rate / 1_000_000_000, time);
        all += each.published();
      }
      if (now - written > 1_000_000_000) {
        written = now;
        Path whole = Files.writeString(sum.resolveSibling("sum"), String.valueOf(all));
        Files.move(whole, sum, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static long wait(long start, long tick) {
    return start + tick * TICK - System.nanoTime();
  }

  private static void serve(Selector selector, SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel server) {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, key.attachment());
        return;
      }
      SocketChannel channel = (SocketChannel) key.channel();
      ByteBuffer request = ByteBuffer.allocate(4096);
      if (channel.read(request) < 0) {
        channel.close();
        return;
      }
      String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
      Matcher position = POSITION.matcher(text);
      long behind = position.find() ? Long.parseLong(position.group(1)) : 0;
      ((SwarmNode) key.attachment()).attach(channel, behind);
    } catch (IOException e) {
      key.cancel(); // whoever it was comes back
    }
  }
}
