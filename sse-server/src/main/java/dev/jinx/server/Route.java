package dev.jinx.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method on one path.
 *
 * @param method of HTTP
 * @param path with {@code {name}} in one place at most
 * @param keys that its query may have
 * @param where its handler runs
 * @param handler answers, or throws a problem
 */
record Route(String method, String path, List<String> keys, Where where, Handler handler) {
  /** Which thread runs a handler. */
  enum Where {
    /** The I/O thread: the handler never waits, and answers when it likes. */
    IO,
    /** A task thread: the handler may wait, and has answered when it returns. */
    TASK
  }

  /** Answers a request. */
  interface Handler {
    void handle(Request request) throws Exception;
  }

  /** A route whose handler runs on a task thread. */
  static Route task(String method, String path, List<String> keys, Handler handler) {
    return new Route(method, path, keys, Where.TASK, handler);
  }

  /** The name in a path that fits, empty if the route has none; null if the path does not fit. */
  @Nullable String match(String other) {
    int brace = path.indexOf("{name}");
    if (brace < 0) {
      return path.equals(other) ? "" : null;
    }
    String after = path.substring(brace + "{name}".length());
    if (!other.startsWith(path.substring(0, brace))
        || !other.endsWith(after)
        || other.length() <= brace + after.length()) {
      return null;
    }
    String name = other.substring(brace, other.length() - after.length());
    return name.indexOf('/') >= 0 ? null : name;
  }
}
