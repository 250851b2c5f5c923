package dev.jinx.server;

import java.text.MessageFormat;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A logger of the HTTP library: one line for each warning. */
final class WarningLogger extends Logger {
  private static final long serialVersionUID = 1;

  WarningLogger(String name) {
    super(name);
  }

  @Override
  public boolean isEnabled(Level level) {
    return level.compareTo(Level.WARN) <= 0;
  }

  @Override
  protected void doLog(
      Level level,
      String loggerClass,
      Object message,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    if (isEnabled(level)) {
      boolean plain = parameters == null || parameters.length == 0;
      say(
          plain
              ? String.valueOf(message)
              : MessageFormat.format(String.valueOf(message), parameters),
          thrown);
    }
  }

  @Override
  protected void doLogf(
      Level level,
      String loggerClass,
      String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    if (isEnabled(level)) {
      boolean plain = parameters == null || parameters.length == 0;
      say(plain ? format : String.format(format, parameters), thrown);
    }
  }

  private void say(String text, @Nullable Throwable thrown) {
    Warnings.say(getName() + ": " + text + (thrown == null ? "" : " (" + thrown + ")"));
  }
}
