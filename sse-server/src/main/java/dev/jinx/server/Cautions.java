package dev.jinx.server;

import dev.jinx.bootstrap.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What else stands still while a thread is parked: a pause that holds more than its own thread is
 * the usual reason why the rest of a program stops too. One plain sentence each.
 */
final class Cautions {
  private static final int MOST_NAMES = 5;

  /** Threads on which many connections or tasks depend, by a class on their stack. */
  private static final Map<String, String> LOOPS =
      Map.ofEntries(
          Map.entry("io.netty.channel.nio.NioEventLoop", "an event loop of Netty"),
          Map.entry("io.netty.channel.epoll.EpollEventLoop", "an event loop of Netty"),
          Map.entry("io.netty.channel.SingleThreadIoEventLoop", "an event loop of Netty"),
          Map.entry("io.netty.util.concurrent.SingleThreadEventExecutor", "an executor of Netty"),
          Map.entry("org.apache.kafka.common.network.Selector", "a network thread of Kafka"),
          Map.entry(
              "org.apache.zookeeper.ClientCnxn$SendThread",
              "the network thread of ZooKeeper's client"),
          Map.entry(
              "org.apache.zookeeper.ClientCnxnSocketNIO",
              "the network thread of ZooKeeper's client"),
          Map.entry(
              "org.apache.zookeeper.server.NIOServerCnxnFactory$SelectorThread",
              "a selector thread of ZooKeeper"),
          Map.entry(
              "org.apache.zookeeper.server.NIOServerCnxnFactory$AcceptThread",
              "the accept thread of ZooKeeper"),
          Map.entry("org.xnio.nio.WorkerThread", "an I/O thread of XNIO"),
          Map.entry("org.eclipse.jetty.io.ManagedSelector", "a selector thread of Jetty"),
          Map.entry("org.apache.tomcat.util.net.NioEndpoint$Poller", "the poller of Tomcat"),
          Map.entry(
              "jdk.internal.net.http.HttpClientImpl$SelectorManager",
              "the selector of java.net.http"),
          Map.entry("java.nio.channels.Selector", "a selector loop"),
          Map.entry("sun.nio.ch.SelectorImpl", "a selector loop"),
          Map.entry("java.util.TimerThread", "the only thread of a java.util.Timer"),
          Map.entry("java.awt.EventDispatchThread", "the event thread of AWT"),
          Map.entry("java.lang.ref.Finalizer$FinalizerThread", "the finalizer"),
          Map.entry("java.lang.ref.Reference$ReferenceHandler", "the reference handler"),
          Map.entry("jdk.internal.ref.CleanerImpl", "a cleaner"));

  private final Thread thread;
  private final StackTraceElement[] stack;
  private final List<String> sentences = new ArrayList<>();

  private Cautions(Thread thread, StackTraceElement[] stack) {
    this.thread = thread;
    this.stack = stack;
  }

  static List<String> of(Thread thread, StackTraceElement[] stack, Blocked blocked) {
    Cautions cautions = new Cautions(thread, stack);
    if (Threads.isVirtual(thread)) {
      cautions.pinned();
    } else {
      cautions.pool();
      cautions.loop();
      cautions.blocked(blocked.by(thread));
    }
    cautions.classes();
    return cautions.sentences;
  }

  /** The JDK parks the carrier itself where it cannot take the virtual thread off it. */
  private void pinned() {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.VirtualThread")
          && frame.getMethodName().equals("parkOnCarrierThread")) {
        sentences.add(
            "a virtual thread that is pinned, by a monitor it holds or a native frame: its carrier"
                + " stands still too, and runs no other virtual thread");
        return;
      }
    }
  }

  private void pool() {
    boolean forkJoin = false;
    boolean carrier = false;
    for (Class<?> type = thread.getClass(); type != null; type = type.getSuperclass()) {
      carrier |= type.getName().equals("jdk.internal.misc.CarrierThread");
      forkJoin |= type.getName().equals("java.util.concurrent.ForkJoinWorkerThread");
    }
    if (carrier) {
      sentences.add("a carrier of virtual threads: it runs no virtual thread while it is parked");
    } else if (forkJoin) {
      sentences.add(
          "a worker of a fork-join pool: parallel streams and CompletableFutures may wait for it");
    } else if (runs("java.util.concurrent.ThreadPoolExecutor$Worker")
        || runs("org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker")
        || runs("org.eclipse.jetty.util.thread.QueuedThreadPool")) {
      sentences.add("a worker of a thread pool: tasks may wait for it while it is parked");
    }
  }

  private void loop() {
    for (StackTraceElement frame : stack) {
      String words = LOOPS.get(frame.getClassName());
      if (words != null) {
        sentences.add(words + ": everything else that it serves stands still too");
        return;
      }
    }
  }

  private void blocked(List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    List<String> shown = names.subList(0, Math.min(names.size(), MOST_NAMES));
    sentences.add(
        (names.size() == 1 ? "1 thread waits" : names.size() + " threads wait")
            + " for a monitor or lock that it holds: "
            + String.join(", ", shown)
            + (names.size() > MOST_NAMES ? ", ..." : ""));
  }

  /** The first of each kind, from the top. */
  private void classes() {
    boolean loading = false;
    for (StackTraceElement frame : stack) {
      String method = frame.getMethodName();
      if (method.equals("<clinit>")) {
        sentences.add(
            "inside the initialization of "
                + frame.getClassName()
                + ": every thread that needs that class waits");
        return;
      }
      boolean loads = method.equals("loadClass") || method.equals("findClass");
      if (loads && !loading && isLoader(frame.getClassName())) {
        loading = true;
        sentences.add("inside the loading of a class: every thread that needs that class waits");
      }
    }
  }

  private static boolean isLoader(String className) {
    return className.contains("ClassLoader") || className.startsWith("jdk.internal.loader.");
  }

  private boolean runs(String className) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals(className)) {
        return true;
      }
    }
    return false;
  }
}
