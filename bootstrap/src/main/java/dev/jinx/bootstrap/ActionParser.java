package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;

/** Reads one action with its arguments. */
final class ActionParser {
  static final List<String> WORDS =
      List.of(
          "observe",
          "sleep",
          "delay",
          "yield",
          "pause",
          "throw",
          "return",
          "call",
          "halt",
          "drop",
          "reset",
          "refuse",
          "hang",
          "throttle",
          "slice",
          "limit",
          "duplicate",
          "reorder",
          "defer",
          "hold",
          "off");
  private static final List<String> FILTERS_WITHOUT_ARGUMENT =
      List.of("drop", "reset", "refuse", "hang", "duplicate");
  private static final List<String> FILTERS_WITH_AMOUNT =
      List.of("throttle", "slice", "limit", "reorder");
  static final List<String> OUTCOMES =
      List.of("continue", "throw", "return", "drop", "sleep", "delay", "halt");
  private static final long DEFAULT_PAUSE_NANOS = 300_000_000_000L;

  private final TextReader in;

  ActionParser(TextReader in) {
    this.in = in;
  }

  Action action() throws TermsException {
    return read(WORDS);
  }

  Action outcome() throws TermsException {
    return read(OUTCOMES);
  }

  private Action read(List<String> allowed) throws TermsException {
    int start = in.position();
    String word = in.until("(),\"'");
    if (!allowed.contains(word)) {
      throw in.wrong(start, unknown(word, allowed));
    }
    in.blanks();
    if (!in.skip("(")) {
      return bare(word, start);
    }
    List<Argument> arguments = arguments();
    return full(word, arguments, start);
  }

  private static String unknown(String word, List<String> allowed) {
    if (word.isEmpty()) {
      return "an action is missing; it is one of " + allowed;
    }
    if (word.equals("panic")) {
      return "no action 'panic'; here it is throw(java.lang.AssertionError, \"...\")";
    }
    if (word.equals("print")) {
      return "no action 'print'; here it is observe, and every hit is an event";
    }
    if (allowed == OUTCOMES && WORDS.contains(word)) {
      return "'" + word + "' cannot be decided at release; right is one of " + allowed;
    }
    String hint = Names.hint(word, allowed);
    return "no action '" + word + "'" + (hint.isEmpty() ? "; actions are " + allowed : hint);
  }

  private List<Argument> arguments() throws TermsException {
    List<Argument> arguments = new ArrayList<>();
    in.blanks();
    if (in.skip(")")) {
      return arguments;
    }
    while (true) {
      in.blanks();
      int start = in.position();
      char first = in.peek();
      boolean quoted = first == '"' || first == '\'';
      String text = quoted ? in.quoted() : plain();
      if (!quoted && text.isEmpty()) {
        throw in.wrong(start, in.isAtEnd() ? "a ')' is missing" : "an argument is missing");
      }
      arguments.add(new Argument(text, quoted ? first : 0, start));
      in.blanks();
      if (in.skip(")")) {
        return arguments;
      }
      if (!in.skip(",")) {
        throw in.wrong(in.isAtEnd() ? "a ')' is missing" : "a ',' or ')' is missing");
      }
    }
  }

  /** Without quotes; a pair of brackets may end it: {@code Optional.empty()}. */
  private String plain() {
    String text = in.until("(),\"'");
    return in.skip("()") ? text + "()" : text;
  }

  private Action bare(String word, int start) throws TermsException {
    if (FILTERS_WITHOUT_ARGUMENT.contains(word)) {
      return new FilterAction(word, 0);
    }
    switch (word) {
      case "observe":
        return new Action.Observe();
      case "continue":
        return new Action.Observe(word);
      case "off":
        return new Action.Off();
      case "yield":
        return new Action.Yield();
      case "pause":
        return new Action.Pause(word, DEFAULT_PAUSE_NANOS);
      case "hold":
        return new HoldAction(word, DEFAULT_PAUSE_NANOS);
      case "return":
        return new ReturnAction(word, Literal.NONE);
      default:
        throw in.wrong(start + word.length(), wants(word));
    }
  }

  private static String wants(String word) {
    switch (word) {
      case "throw":
        return "throw wants a class, such as throw(java.io.IOException, \"disk full\")";
      case "call":
        return "call wants a static method, such as call(com.acme.Faults#corrupt)";
      case "halt":
        return "halt wants an exit status, such as halt(137)";
      case "throttle":
        return "throttle wants bytes a second, such as throttle(64KB), or calls of a method, such as"
            + " throttle(10/s)";
      case "slice":
      case "limit":
        return word + " wants bytes, such as " + word + "(1KB)";
      case "reorder":
        return "reorder wants how many change places, such as reorder(5)";
      default:
        return word + " wants a time, such as " + word + "(200ms)";
    }
  }

  private Action full(String word, List<Argument> arguments, int start) throws TermsException {
    int open = start + word.length();
    String text = in.since(start);
    if (FILTERS_WITHOUT_ARGUMENT.contains(word)) {
      throw in.wrong(open + 1, word + " takes no argument");
    }
    if (FILTERS_WITH_AMOUNT.contains(word)) {
      Argument argument = only(word, arguments, open);
      boolean calls = word.equals("throttle") && argument.text.endsWith("/s");
      return new FilterAction(text, calls ? rate(argument) : amount(word, argument), calls);
    }
    switch (word) {
      case "observe":
      case "continue":
      case "off":
      case "yield":
        throw in.wrong(open + 1, word + " takes no argument");
      case "throw":
        return ThrowAction.of(text, arguments, in, open);
      case "return":
        return arguments.isEmpty()
            ? new ReturnAction(text, Literal.NONE)
            : new ReturnAction(text, Literal.of(only(word, arguments, open), in));
      case "call":
        return CallAction.of(text, only(word, arguments, open), in);
      case "halt":
        return HaltAction.of(text, only(word, arguments, open), in);
      default:
        return timed(word, text, only(word, arguments, open));
    }
  }

  /** Calls a second. */
  private long rate(Argument argument) throws TermsException {
    String number = argument.text.substring(0, argument.text.length() - "/s".length()).strip();
    long rate = Bytes.plain(number);
    if (rate < 1) {
      throw in.wrong(
          argument.at,
          "'" + argument.text + "' is not a number of calls a second, such as 10/s, from 1");
    }
    return rate;
  }

  private long amount(String word, Argument argument) throws TermsException {
    boolean counts = word.equals("reorder");
    long amount = counts ? Bytes.plain(argument.text) : Bytes.of(argument.text);
    if (amount < 1 || counts && (amount < 2 || amount > 10_000)) {
      throw in.wrong(
          argument.at,
          counts
              ? "'" + argument.text + "' is not a number from 2 to 10000"
              : "'" + argument.text + "' is not a size; right is " + Bytes.RULE);
    }
    return amount;
  }

  private Argument only(String word, List<Argument> arguments, int open) throws TermsException {
    if (arguments.isEmpty()) {
      throw in.wrong(open + 1, wants(word));
    }
    if (arguments.size() > 1) {
      throw in.wrong(arguments.get(1).at, word + " takes one argument");
    }
    return arguments.get(0);
  }

  private Action timed(String word, String text, Argument argument) throws TermsException {
    int dots = argument.text.indexOf("..");
    boolean parks = word.equals("pause") || word.equals("hold");
    if (dots >= 0 && parks) {
      throw in.wrong(argument.at, word + " takes one time, the longest that it lasts");
    }
    String first = dots < 0 ? argument.text : argument.text.substring(0, dots);
    String last = dots < 0 ? argument.text : argument.text.substring(dots + 2);
    long least = nanos(first, argument.at);
    long most = nanos(last, argument.at + (dots < 0 ? 0 : dots + 2));
    if (least > most) {
      throw in.wrong(argument.at, "'" + argument.text + "' ends before it begins");
    }
    switch (word) {
      case "pause":
        return new Action.Pause(text, most);
      case "hold":
        return new HoldAction(text, most);
      case "defer":
        return new DeferAction(text, least, most);
      default:
        return new Action.Sleep(text, least, most, word.equals("delay"));
    }
  }

  private long nanos(String time, int at) throws TermsException {
    long nanos = Durations.nanos(time);
    if (nanos < 0) {
      throw in.wrong(at, "'" + time + "' is not a time; right is " + Durations.RULE);
    }
    return nanos;
  }
}
