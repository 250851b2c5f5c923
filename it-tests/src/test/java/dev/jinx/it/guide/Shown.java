package dev.jinx.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Output as a page shows it. What comes may have other cursors and numbers, something for each
 * {@code ...}, and no line breaks where the page has them for its width; else it is the same.
 */
public final class Shown {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<cursor>[\\w.-]+@\\d+\\.\\d+)|(?<number>[0-9a-f]*[0-9][0-9a-f]*)|(?<gone>\\.\\.\\.?)"
              + "|(?<line>\\s*\\n\\s*)|(?<space> +)");

  private Shown() {}

  public static void same(List<String> shown, List<String> came) {
    assertThat(String.join("\n", came).strip()).matches(pattern(shown));
  }

  /** The same, with more around it. */
  public static void within(List<String> shown, List<String> came) {
    assertThat(String.join("\n", came)).containsPattern(pattern(shown));
  }

  private static Pattern pattern(List<String> shown) {
    String text = String.join("\n", shown).strip();
    StringBuilder pattern = new StringBuilder("(?s)");
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find()) {
      pattern.append(Pattern.quote(text.substring(end, token.start()))).append(any(token));
      end = token.end();
    }
    return Pattern.compile(pattern + Pattern.quote(text.substring(end)));
  }

  private static String any(Matcher token) {
    if (token.group("cursor") != null) {
      return "[\\w.-]+@\\d+\\.\\d+";
    }
    if (token.group("number") != null) {
      return "[0-9a-f]+";
    }
    if (token.group("gone") != null) {
      return ".*?";
    }
    return token.group("line") != null ? "\\s*" : " +";
  }
}
