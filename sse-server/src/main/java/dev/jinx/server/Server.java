package dev.jinx.server;

import dev.jinx.control.Control;
import dev.jinx.log.EventLog;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * The HTTP server of one JVM. Serves from {@link #start} until {@link #close}; both may be called
 * from any thread.
 */
public final class Server {
  private final IoThreads threads;
  private final Streams streams;
  private final Underway underway;
  private final HttpOpenListener connections;
  private final AcceptingChannel<StreamConnection> acceptor;
  private final String host;
  private final List<Route> routes;
  private boolean closed;

  private Server(
      IoThreads threads,
      Streams streams,
      Underway underway,
      HttpOpenListener connections,
      AcceptingChannel<StreamConnection> acceptor,
      String host,
      List<Route> routes) {
    this.threads = threads;
    this.streams = streams;
    this.underway = underway;
    this.connections = connections;
    this.acceptor = acceptor;
    this.host = host;
    this.routes = routes;
  }

  /**
   * Binds and serves.
   *
   * @param config where and how
   * @param log what streams and waits read
   * @param control what the routes enable, disable and release with
   * @param problems what health tells besides, read at each request
   * @param warnings gets one line for each fault of the server itself, from any thread
   * @throws IOException if it cannot listen there; the message is one clear line for the user
   */
  public static Server start(
      ServerConfig config,
      EventLog log,
      Control control,
      Supplier<List<String>> problems,
      Consumer<String> warnings)
      throws IOException {
    Warnings.to(warnings);
    String host = Addresses.withoutBrackets(config.host());
    InetAddress address = address(host);
    if (config.token() == null && !address.isLoopbackAddress()) {
      throw new IOException(
          "host " + host + " is not loopback and needs a token: set token-file, or host 127.0.0.1");
    }
    Streams streams =
        new Streams(
            log,
            config.heartbeat().toNanos(),
            config.maxAge().toNanos(),
            config.limits().readers());
    IoThreads threads = new IoThreads(1);
    boolean bound = false;
    try {
      streams.start(threads.lanes());
      Gate gate = new Gate(host, config.token(), config.origins());
      HealthRoute health =
          new HealthRoute(log, control, streams, config.log(), config.version(), problems);
      NetRoute net = new NetRoute();
      List<Route> routes = routes(log, control, streams, threads, health, net);
      MetricsRoute metrics = new MetricsRoute(log, control, streams, config.version());
      routes.add(Route.task("GET", "/metrics", List.of(), metrics));
      OpenApiRoute openApi = new OpenApiRoute(config.version(), gate.session());
      routes.add(Route.task("GET", "/openapi.json", List.of(), openApi));
      routes.addAll(new SessionRoutes(gate.session()).routes());
      Underway underway = new Underway();
      Router router = new Router(gate, routes, threads.tasks(), config.limits(), underway);
      ByteBufferPool pool = new DefaultByteBufferPool(true, 8 * 1024, 64, 0);
      HttpOpenListener connections = new HttpOpenListener(pool, options(config.limits()));
      connections.setRootHandler(new HttpContinueReadHandler(router));
      AcceptingChannel<StreamConnection> acceptor =
          threads
              .worker()
              .createStreamConnectionServer(
                  new InetSocketAddress(address, config.port()),
                  ChannelListeners.openListenerAdapter(connections),
                  sockets(config.limits()));
      bound = true;
      net.leaveOut(acceptor.getLocalAddress(InetSocketAddress.class));
      acceptor.resumeAccepts();
      return new Server(threads, streams, underway, connections, acceptor, host, routes);
    } catch (BindException e) {
      throw new IOException(
          "cannot listen on "
              + Addresses.literal(host)
              + ":"
              + config.port()
              + ": "
              + e.getMessage(),
          e);
    } finally {
      if (!bound) {
        streams.close(0);
        threads.close(TimeUnit.SECONDS.toNanos(1));
      }
    }
  }

  /** The host as configured, IPv6 without brackets. */
  public String host() {
    return host;
  }

  /** All that it answers. */
  List<Route> routes() {
    return routes;
  }

  /** The port that it listens on. */
  public int port() {
    return acceptor.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /** {@code host:port} as it stands in a URL. */
  public String address() {
    return Addresses.literal(host) + ":" + port();
  }

  /**
   * Sends readers what is published, answers the waits that it ends, and returns once all of it has
   * left this process. Serving goes on.
   *
   * @param most how long readers whose sockets are full may take, all together
   * @return how many of them have not got all of it
   */
  public int flush(Duration most) {
    return streams.flush(most.toNanos());
  }

  /**
   * Sends readers what is published, says goodbye to them, closes every socket and ends every
   * thread. Further calls do nothing.
   *
   * @param drain how long readers, and answers that are being made, may take
   */
  public synchronized void close(Duration drain) {
    if (closed) {
      return;
    }
    closed = true;
    IoUtils.safeClose(acceptor);
    long end = System.nanoTime() + drain.toNanos();
    streams.close(drain.toNanos());
    underway.await(end - System.nanoTime());
    connections.closeConnections();
    threads.close(TimeUnit.SECONDS.toNanos(1));
  }

  private static List<Route> routes(
      EventLog log,
      Control control,
      Streams streams,
      IoThreads threads,
      HealthRoute health,
      NetRoute net) {
    Starts starts = new Starts(log, control);
    List<Route> routes = new ArrayList<>();
    routes.add(
        new Route(
            "GET",
            "/v2/error_injection/events",
            List.of("injection", "phase", "since", "strict"),
            Route.Where.IO,
            new EventsRoute(log, streams, starts)));
    routes.add(
        new Route(
            "GET",
            "/v2/error_injection/wait",
            List.of("injection", "phase", "count", "since", "strict", "timeout"),
            Route.Where.IO,
            new WaitRoute(log, control, streams, starts, threads.tasks())));
    routes.addAll(new EnablingRoutes(control).routes());
    routes.addAll(new ParkedRoutes(control, log).routes());
    routes.addAll(new PointRoutes(control).routes());
    routes.addAll(new LeaseRoutes(control.leases()).routes());
    routes.add(Route.task("GET", "/v2/error_injection/net", List.of(), net));
    routes.add(new Route("GET", "/health", List.of(), Route.Where.TASK, health));
    routes.addAll(PageRoutes.routes());
    return routes;
  }

  private static InetAddress address(String host) throws IOException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("no such host: " + host, e);
    }
  }

  private static OptionMap options(Limits limits) {
    int request = Math.toIntExact(limits.request().toMillis());
    return OptionMap.builder()
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.MAX_HEADER_SIZE, limits.headerBytes())
        .set(UndertowOptions.MAX_HEADERS, 100)
        .set(UndertowOptions.MAX_PARAMETERS, 100)
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L) // Body sees to that
        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, request)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, request)
        .set(UndertowOptions.ALWAYS_SET_DATE, false)
        .set(UndertowOptions.HTTP_HEADERS_CACHE_SIZE, 0)
        .getMap();
  }

  private static OptionMap sockets(Limits limits) {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.KEEP_ALIVE, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, 1024)
        .set(Options.CONNECTION_HIGH_WATER, limits.connections())
        .set(Options.CONNECTION_LOW_WATER, limits.connections())
        .getMap();
  }
}
