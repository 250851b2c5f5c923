package dev.jinx.expression;

import dev.jinx.bootstrap.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that an expression may begin with: in a method these, on a connection others. */
enum Variables {
  /** At a point in a method. */
  OF_METHODS(List.of("this", "args", "locals", "result", "exception"), "in methods"),
  /** At a point on connections. */
  OF_CONNECTIONS(
      List.of("peer", "local", "bytes", "direction", "connection"),
      "on connections, such as net#read");

  private static final List<String> EVERYWHERE =
      List.of("thread", "stack", "caller", "callers", "hit", "parameters", "point");

  private final List<String> own;
  private final String where;

  Variables(List<String> own, String where) {
    this.own = own;
    this.where = where;
  }

  static Variables of(boolean onConnections) {
    return onConnections ? OF_CONNECTIONS : OF_METHODS;
  }

  /** What computes the variable, or null where there is none of that name. */
  @Nullable Term term(String name) {
    return names().contains(name) ? any(name) : null;
  }

  /** What is wrong with a name that {@link #term} does not know, and what would be right. */
  String refusal(String name) {
    Variables other = this == OF_METHODS ? OF_CONNECTIONS : OF_METHODS;
    if (other.own.contains(name)) {
      return "'" + name + "' is known at points " + other.where + "; here there are " + list();
    }
    String hint = Names.hint(name, names());
    return "unknown variable '" + name + "'" + (hint.isEmpty() ? "; there are " + list() : hint);
  }

  /** All that {@link #term} knows. */
  List<String> names() {
    List<String> all = new ArrayList<>(own);
    all.addAll(EVERYWHERE);
    return all;
  }

  private String list() {
    return String.join(", ", names());
  }

  private static @Nullable Term any(String name) {
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
      case "peer", "local", "bytes", "direction", "connection" -> values -> values.fact(name);
      default -> null;
    };
  }
}
