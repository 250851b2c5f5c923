package dev.jinx.net;

import dev.jinx.bootstrap.Faults;
import dev.jinx.bootstrap.Gate;
import dev.jinx.bootstrap.Threads;
import java.io.FileDescriptor;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the gates stand in the JDK, and what all of them ask first. */
public final class Doors {
  private Doors() {}

  /** A method of the JDK, and the gate at its entry. */
  public static final class Door {
    private final String selector;
    private final Gate gate;

    Door(String selector, Gate gate) {
      this(selector, gate, null);
    }

    /**
     * @param op what such calls do, where connections without a point on that may pass unseen
     */
    Door(String selector, Gate gate, @Nullable Op op) {
      this.selector = selector;
      this.gate = new Contained(gate, op);
    }

    /** The method, with its JVM descriptor: JDK 17 and later have all of them. */
    public String selector() {
      return selector;
    }

    /** What stands there. */
    public Gate gate() {
      return gate;
    }
  }

  private static final String PLAIN = "sun.nio.ch.NioSocketImpl#";
  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl#";
  private static final String DATAGRAM = "sun.nio.ch.DatagramChannelImpl#";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";

  private static final String ASYNC = "sun.nio.ch.UnixAsynchronousSocketChannelImpl";
  private static final String ASYNC_SERVER = "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String HANDLER =
      "Ljava/nio/channels/CompletionHandler;)Ljava/util/concurrent/Future;";

  /** One class of each package whose insides are used. */
  private static final String[] USED = {
    "sun.nio.ch.NioSocketImpl",
    "sun.nio.fs.UnixNativeDispatcher",
    "java.net.SocketImpl",
    "java.nio.channels.spi.AbstractSelectableChannel",
  };

  private static final String[] WOVEN = {
    "sun.nio.ch.NioSocketImpl",
    "sun.nio.ch.SocketChannelImpl",
    "sun.nio.ch.FileChannelImpl",
    "sun.nio.ch.DatagramChannelImpl",
    "sun.nio.ch.ServerSocketChannelImpl",
    "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
    "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl",
  };

  private static final String[] OURS = {
    "Op",
    "Armed",
    "Contained",
    "Jdk",
    "Wire",
    "PlainWire",
    "ChannelWire",
    "OrphanWire",
    "NetSelector",
    "Addresses",
    "Rules",
    "Rule",
    "Network",
    "Held",
    "Weakly",
    "Weakly$Key",
    "Weakly$Node",
    "Links",
    "Posts",
    "Link",
    "Link$Matching",
    "Exchange",
    "Holds",
    "Holds$Late",
    "Piece",
    "Flow",
    "Inflow",
    "Inflow$Reader",
    "Inflow$Waits",
    "Receiving",
    "Arrivals",
    "Sampler",
    "Outflow",
    "Outflow$Source",
    "Writer",
    "Delivery",
    "Ending",
    "Sending",
    "SendQueue",
    "Connecting",
    "Holders",
    "Alarm",
    "Waker",
    "Hanging",
    "Timer",
    "Timer$Waking",
    "Timer$Watched",
    "AddressText",
    "ReadGates",
    "ReadGates$Inside",
    "ReadGates$1",
    "ReadGates$Plain$1",
    "ReadGates$ChannelStream$1",
    "WriteGates",
    "WriteGates$Inside",
    "WriteGates$Fully$1",
    "WriteGates$Channel$1",
    "WriteGates$Gathering$1",
    "WriteGates$Bytes",
    "WriteGates$Buffers",
    "CloseGates",
    "ConnectGates",
    "InterestGate",
    "AcceptGates",
    "AcceptGates$Taken",
    "AcceptedWire",
    "AsyncWire",
    "AsyncCalls",
    "AsyncGates",
    "AsyncLater",
    "AsyncLater$GoOn",
    "Letter",
    "Mail",
    "Mail$Tally",
    "Mail$ByTurn",
    "Mail$ByDraw",
    "Post",
    "Inbox",
    "Outbox",
    "Standing",
    "DatagramWire",
    "SendGates",
    "ReceiveGates",
    "DueGates",
  };

  /** All of them. What they need of the JDK has to be open to us first: {@link #used}. */
  public static List<Door> all() {
    List<Door> all = new ArrayList<>(streams());
    all.addAll(datagrams());
    all.addAll(asynchronous());
    all.add(
        new Door(
            PLAIN
                + (has("sun.nio.ch.NioSocketImpl", "closerFor", FileDescriptor.class)
                    ? "closerFor(Ljava/io/FileDescriptor;)"
                    : "closerFor(Ljava/io/FileDescriptor;Z)")
                + "Ljava/lang/Runnable;",
            new AcceptGates.Plain()));
    all.add(
        new Door(
            "sun.nio.ch.ServerSocketChannelImpl#finishAccept("
                + "Ljava/io/FileDescriptor;Ljava/net/SocketAddress;)"
                + "Ljava/nio/channels/SocketChannel;",
            new AcceptGates.Channel()));
    return all;
  }

  private static List<Door> datagrams() {
    // In later JDKs the channel fills the packets of a DatagramSocket by itself.
    String receives =
        has("sun.nio.ch.DatagramChannelImpl", "blockingReceive", DatagramPacket.class, long.class)
            ? "Ljava/net/DatagramPacket;J)V"
            : BUFFER + "J)Ljava/net/SocketAddress;";
    String ready = "(ILsun/nio/ch/SelectionKeyImpl;)Z";
    return List.of(
        new Door(
            DATAGRAM + "send(" + BUFFER + "Ljava/net/SocketAddress;)I",
            new SendGates.Send(),
            Op.WRITE),
        new Door(DATAGRAM + "write(" + BUFFER + ")I", new SendGates.Write(), Op.WRITE),
        new Door(DATAGRAM + "write([" + BUFFER + "II)J", new SendGates.Gather(), Op.WRITE),
        new Door(
            DATAGRAM + "receive(" + BUFFER + ")Ljava/net/SocketAddress;",
            new ReceiveGates.Receive(),
            Op.READ),
        new Door(DATAGRAM + "read(" + BUFFER + ")I", new ReceiveGates.Read(false), Op.READ),
        new Door(DATAGRAM + "read([" + BUFFER + "II)J", new ReceiveGates.Read(true), Op.READ),
        new Door(DATAGRAM + "blockingReceive(" + receives, new SocketReceiveGate(), Op.READ),
        new Door(DATAGRAM + "translateInterestOps(I)I", new DueGates.Interest()),
        new Door(DATAGRAM + "translateAndUpdateReadyOps" + ready, new DueGates.Ready(true)),
        new Door(DATAGRAM + "translateAndSetReadyOps" + ready, new DueGates.Ready(false)));
  }

  private static List<Door> asynchronous() {
    String transfer =
        "(Z" + BUFFER + "[" + BUFFER + "JLjava/util/concurrent/TimeUnit;" + OBJECT + HANDLER;
    String accepts =
        has(ASYNC_SERVER, "finishAccept", FileDescriptor.class, InetSocketAddress.class)
            ? ""
            : "Ljava/security/AccessControlContext;";
    return List.of(
        new Door(
            ASYNC + "#implConnect(Ljava/net/SocketAddress;" + OBJECT + HANDLER,
            new AsyncGates.Begin(Op.CONNECT)),
        new Door(ASYNC + "#implRead" + transfer, new AsyncGates.Begin(Op.READ), Op.READ),
        new Door(ASYNC + "#implWrite" + transfer, new AsyncGates.Begin(Op.WRITE), Op.WRITE),
        new Door(ASYNC + "#finishRead(Z)V", new AsyncGates.Finish(), Op.READ),
        new Door(ASYNC + "#implClose()V", new AsyncGates.Close(), Op.CLOSE),
        new Door(
            ASYNC_SERVER
                + "#finishAccept(Ljava/io/FileDescriptor;Ljava/net/InetSocketAddress;"
                + accepts
                + ")Ljava/nio/channels/AsynchronousSocketChannel;",
            new AcceptGates.Async()));
  }

  private static boolean has(String type, String method, Class<?>... arguments) {
    try {
      return named(type, null).getDeclaredMethod(method, arguments) != null;
    } catch (NoSuchMethodException other) {
      return false;
    }
  }

  private static List<Door> streams() {
    return List.of(
        new Door(PLAIN + "tryRead(Ljava/io/FileDescriptor;[BII)I", new ReadGates.Plain(), Op.READ),
        new Door(PLAIN + "endRead(Z)V", new ReadGates.PlainEnd(), Op.READ),
        new Door(PLAIN + "available()I", new ReadGates.Available(), Op.READ),
        new Door(PLAIN + "write([BII)V", new WriteGates.Fully(), Op.WRITE),
        new Door(PLAIN + "sendUrgentData(I)V", new UrgentGate(), Op.WRITE),
        new Door(CHANNEL + "sendOutOfBandData(B)I", new UrgentGate(), Op.WRITE),
        new Door(PLAIN + "shutdownOutput()V", new CloseGates.Finish(), Op.CLOSE),
        new Door(PLAIN + "close()V", new CloseGates.Close(), Op.CLOSE),
        new Door(PLAIN + "connect(Ljava/net/SocketAddress;I)V", new ConnectGates.Plain()),
        new Door(CHANNEL + "available()I", new ReadGates.Available(), Op.READ),
        new Door(CHANNEL + "read(" + BUFFER + ")I", new ReadGates.Channel(), Op.READ),
        new Door(CHANNEL + "read([" + BUFFER + "II)J", new ReadGates.Scattering(), Op.READ),
        new Door(CHANNEL + "tryRead([BII)I", new ReadGates.ChannelStream(), Op.READ),
        new Door(CHANNEL + "endRead(ZZ)V", new ReadGates.ChannelEnd(), Op.READ),
        new Door(CHANNEL + "write(" + BUFFER + ")I", new WriteGates.Channel(), Op.WRITE),
        new Door(CHANNEL + "write([" + BUFFER + "II)J", new WriteGates.Gathering(), Op.WRITE),
        new Door(CHANNEL + "blockingWriteFully([BII)V", new WriteGates.Fully(), Op.WRITE),
        new Door(
            CHANNEL + "shutdownOutput()Ljava/nio/channels/SocketChannel;",
            new CloseGates.Finish(),
            Op.CLOSE),
        new Door(CHANNEL + "implCloseSelectableChannel()V", new CloseGates.Close(), Op.CLOSE),
        new Door(CHANNEL + "connect(Ljava/net/SocketAddress;)Z", new ConnectGates.Channel()),
        new Door(CHANNEL + "finishConnect()Z", new ConnectGates.Finish()),
        new Door(
            CHANNEL + "blockingConnect(Ljava/net/SocketAddress;J)V", new ConnectGates.Adaptor()),
        new Door(CHANNEL + "translateInterestOps(I)I", new InterestGate()),
        new Door(
            "sun.nio.ch.FileChannelImpl#transferTo(JJLjava/nio/channels/WritableByteChannel;)J",
            new WriteGates.Transfer()));
  }

  /** Classes of the JDK whose packages have to be open to us before {@link #load}. */
  public static List<Class<?>> used() {
    List<Class<?>> used = new ArrayList<>();
    for (String name : USED) {
      used.add(named(name, null));
    }
    return used;
  }

  /** Names of the classes that {@link #load} initializes, without their package. */
  static List<String> ours() {
    return List.of(OURS);
  }

  /** Initializes what threads of the application need here, so that none of them has to. */
  public static void load() {
    String own = Doors.class.getName();
    String base = own.substring(0, own.lastIndexOf('.') + 1);
    for (String name : OURS) {
      named(base + name, Doors.class.getClassLoader());
    }
    for (String name : WOVEN) {
      named(name, null);
    }
  }

  private static Class<?> named(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException unknown) {
      throw new IllegalStateException("this JDK has no " + name, unknown);
    }
  }

  /** Whether the thread is one of the agent's, or in a hook already. */
  static boolean isInside() {
    return Threads.isInside();
  }

  /** Whether some point wants to see calls of that kind: on what nothing is known of yet. */
  static boolean areSeen(Op op) {
    return Network.rules.has(op) && !isInside();
  }

  /** Whether a socket is a connection that points have meant. */
  static boolean isKnown(@Nullable Object socket) {
    return socket != null && Links.find(socket) != null && !isInside();
  }

  /** Whether calls of that kind on a socket have to be looked at; makes nothing for it. */
  static boolean concerns(@Nullable Object socket, Op op) {
    if (socket == null) {
      return false;
    }
    boolean concerns =
        socket instanceof DatagramChannel
            ? Posts.concerns((DatagramChannel) socket, op)
            : Links.concerns(socket, op);
    // Last: it makes a table for a thread that has none.
    return concerns && !isInside();
  }

  /** The connection, where calls of that kind on it have to be looked at; else null. */
  static @Nullable Link touched(Object socket, @Nullable InetSocketAddress peer, Op op) {
    try {
      if (isInside()) {
        return null;
      }
      Link link = Links.of(socket, peer);
      return link != null && link.isTouched(op) ? link : null;
    } catch (Throwable fault) {
      Faults.count("looking at a connection", fault);
      return null;
    }
  }
}
