package dev.jinx.client.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An answer whose head is read. Closing it, from any thread, closes its connection. */
public final class Response implements Closeable {
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;

  private final Socket socket;
  private final int status;
  private final Map<String, String> headers;
  private final InputStream body;

  private Response(Socket socket, int status, Map<String, String> headers, InputStream body) {
    this.socket = socket;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Response read(Socket socket, InputStream in) throws IOException {
    int status;
    Map<String, String> headers;
    do { // 1xx answers come before the real one
      status = status(line(in));
      headers = headers(in);
    } while (status / 100 == 1);
    return new Response(socket, status, headers, body(status, headers, in));
  }

  /** The status code, 200 to 599. */
  public int status() {
    return status;
  }

  /** The first header of that name in any case, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The decoded body; ends with it, or throws {@link EOFException} if it was cut. */
  public InputStream body() {
    return body;
  }

  /** The whole body as UTF-8. */
  public String text() throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Lets each further read take that long, before it fails; zero is for ever. */
  public void patience(Duration silence) throws IOException {
    socket.setSoTimeout(Http.millis(silence));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static int status(String line) throws IOException {
    boolean shaped = line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ';
    boolean ended = line.length() == 12 || (shaped && line.charAt(12) == ' ');
    int status = shaped && ended ? number(line.substring(9, 12), 10) : -1;
    if (status < 100 || status > 599) {
      throw new ProtocolException("not an HTTP answer: '" + abbreviate(line) + "'");
    }
    return status;
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int count = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon <= 0 || ++count > MAX_HEADERS) {
        throw new ProtocolException("bad header: '" + abbreviate(line) + "'");
      }
      headers.putIfAbsent(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
    }
    return Collections.unmodifiableMap(headers);
  }

  private static InputStream body(int status, Map<String, String> headers, InputStream in)
      throws IOException {
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    String coding = headers.get("Transfer-Encoding");
    if (coding != null) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new ProtocolException("transfer coding '" + abbreviate(coding) + "'");
      }
      return new ChunkedStream(in);
    }
    String length = headers.get("Content-Length");
    if (length == null) {
      return in; // ends with the connection
    }
    int size = number(length, 10);
    if (size < 0) {
      throw new ProtocolException("content length '" + abbreviate(length) + "'");
    }
    return new LengthStream(in, size);
  }

  /** One line without its end, as ISO 8859-1. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed before the answer was complete");
      }
      if (line.length() >= MAX_LINE) {
        throw new ProtocolException("a line of more than " + MAX_LINE + " bytes");
      }
      line.append((char) b);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /** A number without sign, or -1. */
  static int number(String digits, int radix) {
    if (digits.isEmpty() || Character.digit(digits.charAt(0), radix) < 0) {
      return -1;
    }
    try {
      return Integer.parseInt(digits, radix);
    } catch (NumberFormatException e) {
      return -1; // the caller says what was wrong, with the text
    }
  }

  private static String abbreviate(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
