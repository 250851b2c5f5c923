package dev.jinx.client.sse;

import java.io.IOException;

/** The server answered, and there will be no stream: asking again would not help. */
public final class StreamRefusedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String body;
  private final boolean tokenRenewed;

  StreamRefusedException(String message, int status, String body) {
    this(message, status, body, false);
  }

  StreamRefusedException(String message, int status, String body, boolean tokenRenewed) {
    super(message);
    this.status = status;
    this.body = body;
    this.tokenRenewed = tokenRenewed;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The body of the answer, cut at 64 KiB; empty if it was no problem description. */
  public String body() {
    return body;
  }

  /** Whether it was the token that was refused, and there is another one now. */
  boolean tokenRenewed() {
    return tokenRenewed;
  }
}
