package dev.jinx.expression;

import dev.jinx.bootstrap.OwnFrames;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stack of a hit, as text: the woven method and who called it. Frames of this agent, of
 * reflection and of the proxies of lambdas are left out. A list of the JDK's but for its name, by
 * which it is rendered longer than others.
 *
 * <p>All of it is of the current thread, which must be evaluating an expression for a hit.
 */
final class Frames extends ArrayList<String> {
  /** Frames of one stack; further ones are left out. */
  static final int MOST = 256;

  private static final long serialVersionUID = 1;
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Frames() {}

  /** The woven method first: {@code com.acme.Store.commit(Store.java:12)}. */
  static Frames stack() {
    return WALKER.walk(frames -> texts(fromWoven(frames).map(Frames::line)));
  }

  /** The methods that called the woven one, the nearest first: {@code com.acme.Service#run}. */
  static Frames callers() {
    return WALKER.walk(frames -> texts(fromWoven(frames).skip(1).map(Frames::method)));
  }

  /** The first of the callers; null where no Java code called the woven method. */
  static @Nullable String caller() {
    return WALKER.walk(
        frames -> fromWoven(frames).skip(1).map(Frames::method).findFirst().orElse(null));
  }

  private static Frames texts(Stream<String> frames) {
    Frames texts = new Frames();
    frames.limit(MOST).forEach(texts::add);
    return texts;
  }

  /**
   * On top are this package's frames, and those that called it, up to the hook's; they are in the
   * boot loader's part of the agent.
   */
  private static Stream<StackWalker.StackFrame> fromWoven(Stream<StackWalker.StackFrame> frames) {
    return frames
        .dropWhile(frame -> !OwnFrames.isOurs(frame.getClassName()))
        .dropWhile(frame -> OwnFrames.isOurs(frame.getClassName()))
        .dropWhile(frame -> frame.getClassName().startsWith("java.lang.invoke."))
        // Further down they are, too, where the agent executes a call that it has taken.
        .filter(frame -> !OwnFrames.isOurs(frame.getClassName()));
  }

  private static String method(StackWalker.StackFrame frame) {
    return frame.getClassName() + "#" + frame.getMethodName();
  }

  private static String line(StackWalker.StackFrame frame) {
    String method = frame.getClassName() + "." + frame.getMethodName();
    String file = frame.getFileName();
    if (frame.isNativeMethod()) {
      return method + "(Native Method)";
    }
    if (file == null) {
      return method + "(Unknown Source)";
    }
    int line = frame.getLineNumber();
    return method + "(" + file + (line < 0 ? "" : ":" + line) + ")";
  }
}
