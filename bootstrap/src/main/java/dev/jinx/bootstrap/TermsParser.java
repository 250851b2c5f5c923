package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [P%[*]][N*]action[(arguments)] -> ...}; errors name the column, from 1. */
final class TermsParser {
  private static final int MOST_TERMS = 64;
  private static final int MOST_COUNT = 1_000_000_000;

  private final TextReader in;
  private final String text;

  TermsParser(String text) {
    this.text = text;
    this.in = new TextReader(text);
  }

  Terms terms() throws TermsException {
    List<Term> terms = new ArrayList<>();
    in.blanks();
    if (in.isAtEnd()) {
      throw in.wrong("terms are empty; an action is one of " + ActionParser.WORDS);
    }
    do {
      terms.add(term());
      in.blanks();
      if (terms.size() > MOST_TERMS) {
        throw in.wrong("a chain has at most " + MOST_TERMS + " terms");
      }
    } while (in.skip("->"));
    end();
    return new Terms(text.strip(), terms);
  }

  /** One action, for a thread that is released. */
  Terms outcome() throws TermsException {
    in.blanks();
    Action action = new ActionParser(in).outcome();
    in.blanks();
    end();
    return new Terms(text.strip(), List.of(new Term(action, 1, Term.ALWAYS)));
  }

  private void end() throws TermsException {
    if (!in.isAtEnd()) {
      throw in.wrong("'" + in.rest() + "' is too much; terms are joined by '->'");
    }
  }

  private Term term() throws TermsException {
    double chance = 1;
    int count = Term.ALWAYS;
    in.blanks();
    int start = in.position();
    String number = in.number();
    if (!number.isEmpty() && in.skip("%")) {
      chance = chance(number, start);
      in.blanks();
      in.skip("*");
      in.blanks();
      start = in.position();
      number = in.number();
    }
    if (!number.isEmpty()) {
      in.blanks();
      if (!in.skip("*")) {
        throw in.wrong(
            "after the number " + number + " comes '%' or '*', such as 25%sleep or 3*off");
      }
      count = count(number, start);
    }
    in.blanks();
    return new Term(new ActionParser(in).action(), chance, count);
  }

  private double chance(String number, int start) throws TermsException {
    double percent = -1;
    try {
      percent = Double.parseDouble(number);
    } catch (NumberFormatException wrong) {
      throw in.wrong(start, "'" + number + "' is not a number");
    }
    if (percent > 100) {
      throw in.wrong(start, "a probability is from 0 to 100 %, not " + number);
    }
    return percent / 100;
  }

  private int count(String number, int start) throws TermsException {
    if (number.indexOf('.') < 0 && number.length() <= 10) {
      long count = Long.parseLong(number);
      if (count <= MOST_COUNT) {
        return (int) count;
      }
    }
    throw in.wrong(start, "a count is a whole number to " + MOST_COUNT + ", not " + number);
  }
}
