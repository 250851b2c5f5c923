package dev.jinx.bootstrap;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the loader of the woven class that called a hook statically, and so did not say it. */
final class CallerClass implements Consumer<StackWalker.StackFrame> {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private @Nullable Class<?> found;

  private CallerClass() {}

  static @Nullable ClassLoader find() {
    CallerClass finder = new CallerClass();
    WALKER.forEach(finder);
    return finder.found == null ? null : finder.found.getClassLoader();
  }

  @Override
  public void accept(StackWalker.StackFrame frame) {
    if (found == null && !OwnFrames.isOurs(frame.getClassName())) {
      found = frame.getDeclaringClass();
    }
  }
}
