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
   * @return whether there is another one now; false for a file that is gone or empty, as it may be
   *     while somebody writes it
   */
  public boolean renew() {
    try {
      String now = file == null ? value : read(file);
      boolean other = !now.isEmpty() && !now.equals(value);
      if (other) {
        value = now;
      }
      return other;
    } catch (IOException e) {
      return false; // the old one was refused, and that is what the caller tells
    }
  }

  @Override
  public String toString() {
    return file == null ? "a token" : "the token in " + file;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
