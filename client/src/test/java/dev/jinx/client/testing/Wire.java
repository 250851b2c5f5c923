package dev.jinx.client.testing;

/** Frames and lines as an agent writes them, for scripts of a {@link RawServer}. */
public final class Wire {
  private Wire() {}

  /** The line of an event {@code node@boot.seq}. */
  public static String line(String cursor) {
    String node = cursor.substring(0, cursor.lastIndexOf('@'));
    String boot = cursor.substring(cursor.lastIndexOf('@') + 1, cursor.lastIndexOf('.'));
    String seq = cursor.substring(cursor.lastIndexOf('.') + 1);
    return "{\"injection\":\"commit\",\"type\":\"handler\",\"shard\":1,\"phase\":\"hit\",\"hit\":"
        + seq
        + ",\"arm\":1,\"id\":\""
        + cursor
        + "\",\"node\":\""
        + node
        + "\",\"boot\":"
        + boot
        + ",\"seq\":"
        + seq
        + "}";
  }

  /** Frames of these events. */
  public static String events(String... cursors) {
    StringBuilder frames = new StringBuilder();
    for (String cursor : cursors) {
      frames.append("id: ").append(cursor).append("\ndata: ").append(line(cursor)).append("\n\n");
    }
    return frames.toString();
  }

  /** A position without an event. */
  public static String position(String cursor) {
    return "id: " + cursor + "\n\n";
  }

  /** A hole. */
  public static String gap(String from, String to) {
    String data = "{\"phase\":\"gap\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
    return "event: gap\nid: " + to + "\ndata: " + data + "\n\n";
  }

  /** An answer of {@code /health}. */
  public static RawServer.Script health(String cursor) {
    String body = "{\"status\":\"ready\",\"cursor\":\"" + cursor + "\"}";
    return RawServer.answer("HTTP/1.1 200 OK\nContent-Length: " + body.length(), body);
  }

  /** A refusal with a problem. */
  public static RawServer.Script problem(int status, String detail) {
    String body = "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}";
    return RawServer.answer("HTTP/1.1 " + status + " No\nContent-Length: " + body.length(), body);
  }

  /** Nothing more, for ever: ends a reader in an orderly way. */
  public static RawServer.Script end() {
    return RawServer.answer("HTTP/1.1 204 No Content", "");
  }
}
