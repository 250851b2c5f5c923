package dev.jinx.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Looks whether a text is JSON. */
final class Json {
  private Json() {}

  static void check(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    }
  }
}
