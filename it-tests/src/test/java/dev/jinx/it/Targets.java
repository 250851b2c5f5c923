package dev.jinx.it;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Remembers the JVMs that a test started: shows what they printed when it fails, and ends those it
 * left running.
 */
public final class Targets implements AfterTestExecutionCallback {
  private static final Queue<TargetJvm> STARTED = new ConcurrentLinkedQueue<>();

  static void started(TargetJvm jvm) {
    STARTED.add(jvm);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    boolean failed = context.getExecutionException().isPresent();
    for (TargetJvm jvm = STARTED.poll(); jvm != null; jvm = STARTED.poll()) {
      jvm.close();
      if (failed) {
        System.err.println(context.getDisplayName() + ": " + jvm.account());
      }
    }
  }
}
