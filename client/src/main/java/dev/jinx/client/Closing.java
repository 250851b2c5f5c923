package dev.jinx.client;

import java.net.ConnectException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Disables what a connection leaves behind. */
final class Closing {
  private Closing() {}

  static void disable(Api api, List<Armed> mine) {
    JinxException failed = null;
    for (Armed armed : mine) {
      JinxException once = attempt(api, armed);
      // A connection that broke may be a JVM in its last moment: the second attempt finds out.
      JinxException twice = once instanceof UnreachableException ? attempt(api, armed) : once;
      if (twice != null && failed == null) {
        failed =
            new JinxException("may be left armed: " + armed + ": " + twice.getMessage(), twice);
      } else if (twice != null && failed != null) {
        failed.addSuppressed(twice);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static @Nullable JinxException attempt(Api api, Armed armed) {
    try {
      if (api.health().cursor().sameLife(armed.cursor())) { // else its JVM is gone, and so is it
        armed.disable();
      }
      return null;
    } catch (UnknownPointException e) {
      return null; // undeclared meanwhile, which disarms
    } catch (UnreachableException e) {
      return e.getCause() instanceof ConnectException ? null : e; // nothing listens: a dead JVM
    } catch (JinxException e) {
      return e;
    }
  }
}
