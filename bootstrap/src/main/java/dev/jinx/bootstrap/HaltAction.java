package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/** Ends the JVM as a crash would, once every reader had the event: {@code halt(137)}. */
final class HaltAction extends Action {
  private final int status;

  private HaltAction(String text, int status) {
    super(text);
    this.status = status;
  }

  static HaltAction of(String text, Argument argument, TextReader in) throws TermsException {
    int status = -1;
    if (!argument.isQuoted() && argument.text.length() <= 3) {
      try {
        status = Integer.parseInt(argument.text);
      } catch (NumberFormatException wrong) {
        status = -1;
      }
    }
    if (status < 0 || status > 255) {
      throw in.wrong(
          argument.at, "'" + argument.text + "' is not an exit status, a number from 0 to 255");
    }
    return new HaltAction(text, status);
  }

  @Override
  public @Nullable Replacement act(Turn turn) {
    Halting.halt(status);
    return null;
  }
}
