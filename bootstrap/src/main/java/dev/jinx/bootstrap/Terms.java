package dev.jinx.bootstrap;

import java.util.List;

/** What an enabled point does at a hit: a chain of actions. Immutable. */
public final class Terms {
  /** The terms of a point that is enabled without any. */
  public static final Terms OBSERVE = new Terms("observe", new Action.Observe());

  private static final long DEFAULT_PAUSE_NANOS = 300_000_000_000L;
  private static final List<String> HERE = List.of("observe", "sleep", "pause");
  private static final List<String> LATER =
      List.of("delay", "yield", "throw", "return", "call", "halt", "off");

  private final String text;
  private final Action action;

  private Terms(String text, Action action) {
    this.text = text;
    this.action = action;
  }

  /**
   * Reads terms.
   *
   * @throws TermsException with the column and what would be right
   */
  public static Terms parse(String text) throws TermsException {
    String trimmed = text.strip();
    int start = text.indexOf(trimmed);
    if (trimmed.isEmpty()) {
      throw new TermsException(1, "terms are empty; an action is one of " + HERE);
    }
    int arrow = trimmed.indexOf("->");
    if (arrow >= 0) {
      throw new TermsException(start + arrow + 1, "chains of terms (->) are not there yet");
    }
    char first = trimmed.charAt(0);
    if (first >= '0' && first <= '9') {
      throw new TermsException(start + 1, "probabilities and counts are not there yet");
    }
    int open = trimmed.indexOf('(');
    String word = (open < 0 ? trimmed : trimmed.substring(0, open)).strip();
    if (LATER.contains(word)) {
      throw new TermsException(start + 1, "the action '" + word + "' is not there yet");
    }
    if (!HERE.contains(word)) {
      String hint = Names.hint(word, HERE);
      throw new TermsException(
          start + 1,
          "no action '" + word + "'" + (hint.isEmpty() ? "; actions are " + HERE : hint));
    }
    if (open >= 0 && trimmed.charAt(trimmed.length() - 1) != ')') {
      throw new TermsException(start + trimmed.length() + 1, "a ')' is missing");
    }
    if (open < 0) {
      return new Terms(trimmed, bare(word, start + trimmed.length() + 1));
    }
    String argument = trimmed.substring(open + 1, trimmed.length() - 1).strip();
    return new Terms(trimmed, timed(word, trimmed, argument, start + open + 2));
  }

  private static Action bare(String word, int column) throws TermsException {
    if (word.equals("observe")) {
      return OBSERVE.action;
    }
    if (word.equals("pause")) {
      return new Action.Pause(word, DEFAULT_PAUSE_NANOS);
    }
    throw new TermsException(column, word + " wants a time, such as " + word + "(200ms)");
  }

  private static Action timed(String word, String text, String argument, int column)
      throws TermsException {
    if (word.equals("observe")) {
      throw new TermsException(column, "observe takes no argument");
    }
    if (argument.contains("..")) {
      throw new TermsException(column, "ranges of times are not there yet");
    }
    long nanos = Durations.nanos(argument);
    if (nanos < 0) {
      throw new TermsException(
          column, "'" + argument + "' is not a time; right is " + Durations.RULE);
    }
    return word.equals("sleep") ? new Action.Sleep(text, nanos) : new Action.Pause(text, nanos);
  }

  /** The terms as they were written. */
  public String text() {
    return text;
  }

  /** The action that the next hit gets. */
  Action next() {
    return action;
  }

  /** The action with that number in the chain, from 0. */
  public Action action(int index) {
    return action;
  }
}
