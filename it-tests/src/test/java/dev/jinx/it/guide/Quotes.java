package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.it.Lines;
import dev.jinx.it.TargetJvm;
import dev.jinx.it.faults.Pages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages that the page about troubles quotes in some of its sections: first cells of its
 * tables that are nothing but a message. Each has to be seen in a real program.
 */
final class Quotes {
  private static final String PAGE = "troubleshooting.md";
  private static final String HEAD = "| what you see |";
  private static final Pattern CELL = Pattern.compile("\\| `([^`]+)` \\| .*");
  private static final Pattern WORD =
      Pattern.compile("\\b(PORT|PID|PATH|TIME|CURSOR|LEASE|BOOT|N)\\b|\\.\\.$");
  private static final Map<String, String> STAND_FOR =
      Map.of(
          "PORT", "\\d+",
          "PID", "\\d+",
          "PATH", ".+",
          "TIME", "\\S+",
          "CURSOR", "[\\w.-]+@\\d+\\.\\d+",
          "LEASE", "[\\w-]+",
          "BOOT", "\\d+",
          "N", "\\d+",
          "..", ".*");

  private final Set<String> unseen = new LinkedHashSet<>();
  private final List<String> quotes;

  private Quotes(List<String> quotes) {
    this.quotes = quotes;
    unseen.addAll(quotes);
    assertThat(quotes).isNotEmpty();
  }

  /** Those under these headings. */
  static Quotes of(String... sections) {
    List<String> found = new ArrayList<>();
    for (String section : sections) {
      List<String> under = under(section, Pages.lines(PAGE));
      assertThat(under).as(section).isNotEmpty();
      found.addAll(under);
    }
    return new Quotes(found);
  }

  /** The headings under which something is quoted. */
  static List<String> sections() {
    List<String> lines = Pages.lines(PAGE);
    return lines.stream()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .filter(section -> !under(section, lines).isEmpty())
        .toList();
  }

  private static List<String> under(String section, List<String> lines) {
    List<String> found = new ArrayList<>();
    int start = lines.indexOf("## " + section);
    assertThat(start).as(section).isNotNegative();
    boolean table = false;
    for (String line : lines.subList(start + 1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      Matcher cell = CELL.matcher(line);
      table = line.startsWith(HEAD) || table && line.startsWith("|");
      if (table && cell.matches()) {
        found.add(cell.group(1));
      }
    }
    return found;
  }

  /** Asserts that a line of what was said is the quote that has this part. */
  void line(String part, String said) {
    Pattern quote = quote(part);
    assertThat(said.lines().toList())
        .as(quote.pattern())
        .anyMatch(line -> quote.matcher(line).matches());
  }

  /** Asserts that the quote that has this part stands somewhere in what was said. */
  void within(String part, String said) {
    assertThat(said).containsPattern(quote(part));
  }

  /** Waits until a program prints the quote that has this part. */
  void await(String part, Lines lines) {
    Pattern quote = quote(part);
    lines.await(line -> quote.matcher(line).find(), TargetJvm.PATIENCE);
  }

  /** What cannot be seen on this machine. */
  void without(String part) {
    quote(part);
  }

  void assertAllSeen() {
    assertThat(unseen).as("quoted, and not seen").isEmpty();
  }

  private Pattern quote(String part) {
    List<String> found = quotes.stream().filter(quote -> quote.contains(part)).toList();
    assertThat(found).as("quotes that have '" + part + "'").hasSize(1);
    unseen.remove(found.get(0));
    return pattern(found.get(0));
  }

  private static Pattern pattern(String quote) {
    StringBuilder pattern = new StringBuilder();
    Matcher word = WORD.matcher(quote);
    int end = 0;
    while (word.find()) {
      pattern.append(Pattern.quote(quote.substring(end, word.start())));
      pattern.append(STAND_FOR.get(word.group()));
      end = word.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(quote.substring(end))).toString());
  }
}
