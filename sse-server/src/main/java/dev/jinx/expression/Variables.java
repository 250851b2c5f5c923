package dev.jinx.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that an expression may begin with. */
final class Variables {
  static final List<String> NAMES =
      List.of(
          "this",
          "args",
          "locals",
          "result",
          "exception",
          "thread",
          "stack",
          "caller",
          "callers",
          "hit",
          "parameters",
          "point");

  private Variables() {}

  /** What computes the variable, or null where there is none of that name. */
  static @Nullable Term term(String name) {
    return switch (name) {
      case "this" -> Values::self;
      case "args" -> Values::args;
      case "locals" -> Values::locals;
      case "result" -> Values::result;
      case "exception" -> Values::exception;
      case "thread" -> values -> new ThreadFacts(values.thread());
      case "stack" -> Values::stack;
      case "caller" -> Values::caller;
      case "callers" -> Values::callers;
      case "hit" -> Values::hit;
      case "parameters" -> Values::parameters;
      case "point" -> Values::point;
      default -> null;
    };
  }
}
