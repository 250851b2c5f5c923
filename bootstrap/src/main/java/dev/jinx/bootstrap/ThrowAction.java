package dev.jinx.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Throws an exception into the method: {@code throw(class, "message", cause class, "its message")}.
 */
final class ThrowAction extends Action {
  private final List<Thrown> chain;

  private ThrowAction(String text, List<Thrown> chain) {
    super(text);
    this.chain = chain;
  }

  /** A class and a message; the next in the list is its cause. */
  private static final class Thrown {
    final String type;
    final @Nullable String message;

    Thrown(String type, @Nullable String message) {
      this.type = type;
      this.message = message;
    }
  }

  static ThrowAction of(String text, List<Argument> arguments, TextReader in, int open)
      throws TermsException {
    if (arguments.isEmpty()) {
      throw in.wrong(
          open + 1, "throw wants a class, such as throw(java.io.IOException, \"disk full\")");
    }
    List<Thrown> chain = new java.util.ArrayList<>();
    for (int i = 0; i < arguments.size(); ) {
      Argument type = arguments.get(i++);
      if (!type.isName()) {
        throw in.wrong(
            type.at,
            "'" + type.text + "' is not a class; right is class, \"message\", cause, \"message\"");
      }
      String message = null;
      if (i < arguments.size() && arguments.get(i).isQuoted()) {
        message = arguments.get(i++).text;
      } else if (i < arguments.size() && arguments.get(i).text.equals("null")) {
        i++;
      }
      chain.add(new Thrown(type.text, message));
    }
    if (chain.size() > 8) {
      throw in.wrong(open + 1, "a throw has at most 8 causes");
    }
    return new ThrowAction(text, chain);
  }

  @Override
  public String type() {
    return "exception";
  }

  @Override
  boolean isFitted() {
    return true;
  }

  @Override
  Effect fit(Place place) throws MisfitException {
    Exceptions cause = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      Thrown thrown = chain.get(i);
      cause = Exceptions.of(place.load(thrown.type), thrown.message, cause);
    }
    return new Throw(cause);
  }

  private static final class Throw implements Effect {
    private final @Nullable Exceptions exceptions;

    Throw(@Nullable Exceptions exceptions) {
      this.exceptions = exceptions;
    }

    @Override
    public @Nullable Replacement act(Turn turn) throws Throwable {
      if (exceptions == null) {
        return null;
      }
      throw exceptions.make();
    }
  }
}
