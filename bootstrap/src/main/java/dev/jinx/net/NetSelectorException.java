package dev.jinx.net;

/** A selector of connections that cannot be read. */
public final class NetSelectorException extends Exception {
  private static final long serialVersionUID = 1;

  private final int column;

  NetSelectorException(int column, String reason) {
    super(reason);
    this.column = column;
  }

  /** Where in the text, from 1. */
  public int column() {
    return column;
  }

  /** What is wrong, and what would be right. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
