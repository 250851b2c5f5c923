package dev.jinx.client.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1", "-0.0", "1.5", "9007199254740993", "123456789012345678901234567890",
        "0.12345678901234567890123", "1E+400", "-1E-400", "9007199254740993.5", "[null,true,\"é\"]"
      })
  void whatIsReadAndWrittenIsTheSameValue(String text) throws IOException {
    assertThat(Json.write(Json.parse(text))).isEqualTo(text);
  }
}
