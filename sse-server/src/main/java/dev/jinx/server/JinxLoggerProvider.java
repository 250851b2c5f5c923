package dev.jinx.server;

import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.LoggerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the HTTP library away from every logging framework: what it says at WARN and above goes to
 * the server's warnings, the rest nowhere. Found as a service; a first logger made elsewhere would
 * start java.util.logging.
 */
public final class JinxLoggerProvider implements LoggerProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JinxLoggerProvider() {}

  @Override
  public Logger getLogger(String name) {
    return new WarningLogger(name);
  }

  @Override
  public void clearMdc() {}

  @Override
  public @Nullable Object putMdc(String key, Object value) {
    return null;
  }

  @Override
  public @Nullable Object getMdc(String key) {
    return null;
  }

  @Override
  public void removeMdc(String key) {}

  @Override
  public Map<String, Object> getMdcMap() {
    return Map.of();
  }

  @Override
  public void clearNdc() {}

  @Override
  public @Nullable String getNdc() {
    return null;
  }

  @Override
  public int getNdcDepth() {
    return 0;
  }

  @Override
  public @Nullable String popNdc() {
    return null;
  }

  @Override
  public @Nullable String peekNdc() {
    return null;
  }

  @Override
  public void pushNdc(String message) {}

  @Override
  public void setNdcMaxDepth(int maxDepth) {}
}
