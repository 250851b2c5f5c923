package dev.jinx.client.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token, given or in a file that may be renewed. Thread-safe. Never in {@link #toString}.
 */
public final class Token {
  private final @Nullable Path file;
  private volatile String value;

  private Token(@Nullable Path file, String value) {
    this.file = file;
    this.value = value;
  }

  /** This one, for ever. */
  public static Token of(String value) {
    return new Token(null, value);
  }

  /**
   * The one in this file, without blanks around it.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Token inFile(Path file) {
    try {
      return new Token(file, read(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the token file " + file, e);
    }
  }

  /** As it stands in an {@code Authorization} header. */
  public String bearer() {
    return "Bearer " + value;
  }

  /**
   * Reads the file again, after a server has refused the token.
   *
   * @param refused the header's value that was sent: another thread may have renewed it since
   * @return whether there is another one than that now; false for a file that is gone or empty, as
   *     it may be while somebody writes it
   */
  public synchronized boolean renew(String refused) {
    try {
      String now = file == null ? value : read(file);
      value = now.isEmpty() ? value : now;
    } catch (IOException e) {
      return !bearer().equals(refused); // if not, the refusal is what the caller tells
    }
    return !bearer().equals(refused);
  }

  @Override
  public String toString() {
    return file == null ? "a token" : "the token in " + file;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
