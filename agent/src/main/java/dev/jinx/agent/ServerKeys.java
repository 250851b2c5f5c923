package dev.jinx.agent;

import dev.jinx.bootstrap.Durations;
import dev.jinx.bootstrap.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of {@code server} and {@code node}, and the options of the same names. */
final class ServerKeys {
  static final List<String> KEYS =
      List.of(
          "host",
          "port",
          "port-file",
          "token-file",
          "origins",
          "max-age",
          "call",
          "halt",
          "points");
  private static final long LEAST_AGE = 1_000_000_000L;

  private ServerKeys() {}

  static void read(Options options, Section top, Configuration into) {
    Section server = top.section("server").allow(KEYS);
    Problems problems = top.problems;
    Value node = first(options, "node", top);
    if (node != null) {
      into.node = node.text;
      if (!Names.valid(node.text)) {
        problems.add(
            node.where, "'" + node.text + "' is not a node's name; right are " + Names.RULE);
      }
    }
    Value port = first(options, "port", server);
    if (port != null) {
      into.settings.port(port(port, problems));
    }
    Value portFile = first(options, "port-file", server);
    if (portFile != null) {
      into.portFile = portFile.text;
      into.settings.portFile(portFile.text);
    }
    Value tokenFile = first(options, "token-file", server);
    if (tokenFile != null) {
      // A check elsewhere has no business with secrets.
      into.settings.token(options.isElsewhere() ? "" : TokenFile.read(tokenFile, problems));
    }
    host(first(options, "host", server), tokenFile != null, into, problems);
    into.settings.origins(origins(server));
    maxAge(server, into);
    into.settings.call(server.flag("call", true));
    into.settings.halt(server.flag("halt", true));
    into.settings.points(server.flag("points", true));
  }

  private static @Nullable Value first(Options options, String key, Section section) {
    // Read in any case, so that what is wrong there is told now and not some other day.
    Value own = section.text(key);
    Value option = options.get(key);
    return option == null ? own : option;
  }

  /** The longest is the longest time that there is. */
  private static void maxAge(Section server, Configuration into) {
    Value age = server.text("max-age");
    if (age == null) {
      return;
    }
    long nanos = Durations.nanos(age.text);
    if (nanos < LEAST_AGE) {
      server.problems.add(
          age.where, "'" + age.text + "' is not a time of 1s to 24h; right is " + Durations.RULE);
    } else {
      into.settings.maxAge(nanos);
    }
  }

  private static int port(Value value, Problems problems) {
    int port = 0;
    boolean good = value.text.length() <= 5;
    for (int i = 0; good && i < value.text.length(); i++) {
      char c = value.text.charAt(i);
      good = c >= '0' && c <= '9';
      port = port * 10 + (c - '0');
    }
    if (!good || port > 65_535) {
      problems.add(value.where, "'" + value.text + "' is not a port; right is 0 to 65535");
      return 0;
    }
    return port;
  }

  private static void host(
      @Nullable Value host, boolean token, Configuration into, Problems problems) {
    if (host == null) {
      return;
    }
    String text = host.text;
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    if (!isHost(text)) {
      problems.add(
          host.where, "'" + host.text + "' is not a host; right is an address or a name, no port");
      return;
    }
    if (!token && !isLoopback(text)) {
      problems.add(
          host.where,
          "'"
              + host.text
              + "' can be reached from other machines, which may do anything then; right is"
              + " 127.0.0.1, or a token-file beside it");
    }
    into.settings.host(text);
  }

  /** Not resolved: a slow name server would hold up the application. */
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1")
        || isLoopback4(host);
  }

  private static boolean isLoopback4(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    // 127.0.0.1.example.com is somebody's name.
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHost(String text) {
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '/' || c == '@' || c == '[' || c == ']' || c == ',') {
        return false;
      }
      colons += c == ':' ? 1 : 0;
    }
    return !text.isEmpty() && colons != 1;
  }

  private static List<String> origins(Section server) {
    List<String> origins = new ArrayList<>();
    for (Value origin : server.texts("origins")) {
      String text = origin.text;
      int skip = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : 0;
      if (skip == 0 || !isAuthority(text.substring(skip))) {
        server.problems.add(
            origin.where,
            "'"
                + text
                + "' is not an origin, such as https://ci.acme.com or http://localhost:8080");
      }
      origins.add(text);
    }
    return origins;
  }

  private static boolean isAuthority(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > text.lastIndexOf(']')) {
      Value port = new Value("", text.substring(colon + 1));
      Problems wrong = new Problems();
      port(port, wrong);
      if (!wrong.isEmpty() || port.text.isEmpty()) {
        return false;
      }
    }
    String host = colon > text.lastIndexOf(']') ? text.substring(0, colon) : text;
    return host.startsWith("[") && host.endsWith("]")
        ? isHost(host.substring(1, host.length() - 1))
        : isHost(host) && host.indexOf(':') < 0;
  }
}
