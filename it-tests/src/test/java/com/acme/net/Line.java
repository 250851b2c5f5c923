package com.acme.net;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** A connection, the thread that reads from it and the one that writes to it. */
final class Line {
  private static final int MOST = 1 << 16;

  private interface Work {
    String run() throws Exception;
  }

  private final String name;
  private final boolean virtual;
  private final Opener opener;
  private final Pattern sent = new Pattern(1);
  private final Pattern received = new Pattern(2);
  private final BlockingQueue<String[]> reads = new LinkedBlockingQueue<>();
  private final BlockingQueue<String[]> writes = new LinkedBlockingQueue<>();
  private volatile Pipe pipe;
  private volatile Closeable unfinished;

  /** Open for nothing but that there are no more. */
  private final List<Closeable> files = new ArrayList<>();

  private volatile Thread reader;
  private volatile Thread writer;

  Line(String name, boolean virtual, Opener opener) {
    this.name = name;
    this.virtual = virtual;
    this.opener = opener;
    start(() -> reader = serve(reads));
    start(() -> writer = serve(writes));
  }

  private interface Begin {
    Thread run() throws Exception;
  }

  private void start(Begin begin) {
    Runnable work =
        () -> {
          try {
            begin.run();
          } catch (Exception broken) {
            throw new IllegalStateException(broken);
          }
        };
    if (!virtual) {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      thread.start();
      return;
    }
    try {
      // Of JDK 21 and later.
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    } catch (ReflectiveOperationException old) {
      throw new IllegalStateException(old);
    }
  }

  private Thread serve(BlockingQueue<String[]> orders) throws InterruptedException {
    if (orders == reads) {
      reader = Thread.currentThread();
    } else {
      writer = Thread.currentThread();
    }
    while (true) {
      String[] order = orders.take();
      say(order, () -> carryOut(order));
    }
  }

  private void say(String[] order, Work work) {
    String said;
    try {
      said = work.run();
    } catch (Exception thrown) {
      said = thrown.getClass().getName() + ": " + thrown.getMessage();
    }
    System.out.println(name + " " + order[1] + " " + said);
  }

  /** Whoever can, does it; says {@code NAME ORDER RESULT} when it is done. */
  void take(String[] order) {
    switch (order[1]) {
      case "recv", "eof", "open", "begin" -> reads.add(order);
      case "send", "finish", "spill", "urge" -> writes.add(order);
      case "flow" -> {
        writes.add(new String[] {name, "send", order[2]});
        reads.add(new String[] {name, "recv", order[2]});
        writes.add(new String[] {name, "finish"});
        reads.add(new String[] {name, "eof"});
      }
      default -> say(order, () -> carryOut(order));
    }
  }

  private String carryOut(String[] order) throws IOException {
    switch (order[1]) {
      case "open" -> {
        int millis = order.length > 5 ? Integer.parseInt(order[5]) : 0;
        pipe = opener.open(order[2], new InetSocketAddress(order[3], number(order, 4)), millis);
      }
      case "begin" -> {
        InetSocketAddress to = new InetSocketAddress(order[3], number(order, 4));
        if (order[2].equals("socket")) {
          Socket socket = new Socket();
          unfinished = socket;
          socket.connect(to);
        } else {
          SocketChannel channel = SocketChannel.open();
          channel.configureBlocking(!order[2].equals("selector"));
          unfinished = channel;
          channel.connect(to);
        }
      }
      case "block" -> ((SocketChannel) unfinished).configureBlocking(true);
      case "attempt" -> ((SocketChannel) unfinished).finishConnect();
      case "abandon" -> unfinished.close();
      case "exhaust" -> {
        try {
          while (true) {
            files.add(new FileInputStream("/dev/null"));
          }
        } catch (IOException full) {
          return "ok";
        }
      }
      case "relent" -> {
        for (Closeable file : files) {
          file.close();
        }
      }
      case "send" -> send(Long.parseLong(order[2]));
      case "spill" -> {
        for (int i = number(order, 2); i > 0; i--) {
          send(number(order, 3));
        }
      }
      case "recv" -> {
        return receive(Long.parseLong(order[2]));
      }
      case "eof" -> {
        byte[] rest = new byte[MOST];
        int read = pipe.read(rest);
        return read < 0 ? "end" : "bytes " + read;
      }
      case "limit" -> pipe.limit(number(order, 2));
      case "also" -> also(number(order, 2));
      case "shut" -> pipe.shut();
      case "urge" -> pipe.urge(number(order, 2));
      case "finish" -> pipe.finish();
      case "close" -> pipe.close();
      case "interrupt" -> reader.interrupt();
      case "interrupt-writer" -> writer.interrupt();
      case "state" -> {
        return String.valueOf(reader.getState());
      }
      case "reading" -> {
        return methods(reader);
      }
      case "sent" -> {
        return String.valueOf(sent.at());
      }
      case "received" -> {
        return String.valueOf(received.at());
      }
      case "threads" -> {
        return Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .collect(Collectors.joining(","));
      }
      case "selects" -> {
        return String.valueOf(pipe.selects());
      }
      default -> throw new IllegalArgumentException(String.join(" ", order));
    }
    return "ok";
  }

  /** What a thread is in. */
  private static String methods(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .map(StackTraceElement::getMethodName)
        .collect(Collectors.joining(","));
  }

  private static int number(String[] order, int at) {
    return Integer.parseInt(order[at]);
  }

  private void send(long count) throws IOException {
    byte[] bytes = new byte[MOST];
    for (long left = count; left > 0; ) {
      // Sizes of all kinds, the same in each run.
      int part = (int) Math.min(left, 1 + (sent.at() * 31 + 17) % MOST);
      sent.fill(bytes, part);
      pipe.write(bytes, part);
      left -= part;
    }
  }

  /** By a third thread: bytes that do not count for what is sent in order. */
  private void also(int count) throws IOException {
    pipe.write(new byte[count], count);
  }

  private String receive(long count) throws IOException {
    int reads = 0;
    int most = 0;
    for (long left = count; left > 0; ) {
      byte[] bytes = new byte[(int) Math.min(left, 1 + (received.at() * 37 + 4099) % MOST)];
      int read = pipe.read(bytes);
      if (read <= 0) {
        return read + " after " + (count - left);
      }
      received.check(bytes, read);
      left -= read;
      reads++;
      most = Math.max(most, read);
    }
    return "ok reads=" + reads + " most=" + most;
  }
}
