package dev.jinx.client;

/** The agent answered, and refused: a wrong value, a missing token, a limit. */
public class RefusedException extends JinxException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String body;

  RefusedException(String message, int status, String body) {
    super(message, null);
    this.status = status;
    this.body = body;
  }

  /** The HTTP status, 300 to 599. */
  public int status() {
    return status;
  }

  /** The answer's body as it came: a problem description in JSON, or whatever answered. */
  public String body() {
    return body;
  }
}
