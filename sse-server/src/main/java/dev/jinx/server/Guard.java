package dev.jinx.server;

import dev.jinx.control.RefusedException;
import dev.jinx.control.UnknownLeaseException;
import dev.jinx.control.UnknownPointException;
import io.undertow.server.HttpServerExchange;
import org.xnio.IoUtils;

/**
 * Sees to it that a request is answered, or its connection closed, whatever becomes of the work on
 * it, and that nothing of that gets to the application's handler of uncaught exceptions.
 */
final class Guard {
  /** What answers a request. */
  interface Work {
    void run() throws Exception;
  }

  private Guard() {}

  static void run(HttpServerExchange exchange, Work work) {
    try {
      work.run();
    } catch (Throwable why) {
      answer(exchange, why);
    }
  }

  private static void answer(HttpServerExchange exchange, Throwable why) {
    try {
      Problem problem = problem(exchange, why);
      if (exchange.isResponseStarted()) {
        exchange.endExchange();
      } else {
        Reply.problem(exchange, problem);
      }
    } catch (RuntimeException | Error again) {
      // There may be no memory for an answer. The client sees that none comes.
      IoUtils.safeClose(exchange.getConnection());
    }
  }

  private static Problem problem(HttpServerExchange exchange, Throwable why) {
    if (why instanceof Problem problem) {
      return problem;
    }
    if (why instanceof UnknownPointException unknown) {
      return Problem.unknown(unknown);
    }
    if (why instanceof UnknownLeaseException unknown) {
      return Problem.unknown(unknown);
    }
    if (why instanceof RefusedException refused) {
      return Problem.refused(refused);
    }
    Warnings.say(exchange.getRequestMethod() + " " + exchange.getRequestPath() + " failed: " + why);
    return new Problem(500, "this is a fault of Jinx: " + why);
  }
}
