package dev.jinx.client.sse;

import dev.jinx.client.http.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Retry-After} header in both of its forms. */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** What the answer asks for; null without a header, or with one that is neither form. */
  static @Nullable Duration of(Response response, Instant now) {
    // A date is by the server's clock, which it tells in most answers: ours may be an hour off.
    Instant there = date(response.header("Date"));
    return parse(response.header("Retry-After"), there == null ? now : there);
  }

  /** Seconds, or the time left until a date; zero for a date that is over. */
  static @Nullable Duration parse(@Nullable String header, Instant now) {
    String text = header == null ? "" : header.strip();
    boolean digits = !text.isEmpty() && text.length() <= MOST_DIGITS;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (digits) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = date(text);
    if (until == null) {
      return null;
    }
    Duration left = Duration.between(now, until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null
          ? null
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
    } catch (DateTimeException e) {
      return null; // no date; the policy does without it
    }
  }
}
