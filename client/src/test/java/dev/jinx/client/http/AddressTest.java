package dev.jinx.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7117, 127.0.0.1, 7117",
    "node-1:80, node-1, 80",
    "localhost, localhost, 7117",
    "[::1]:7118, ::1, 7118",
    "[fe80::1], fe80::1, 7117"
  })
  void readsHostAndPort(String text, String host, int port) {
    assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":7117",
        "a:",
        "a:b",
        "a:0",
        "a:65536",
        "::1",
        "[::1",
        "a]:1",
        "http://a:1",
        "a b"
      })
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isWrittenAsInAHostHeader() {
    assertThat(Address.parse("[::1]:1")).hasToString("[::1]:1");
    assertThat(Address.parse("a:1")).hasToString("a:1");
  }

  @Test
  void encodesQueriesAsForms() {
    assertThat(new Query("/p").with("a", "x y&=+ü").with("b", null).with("c", 1))
        .hasToString("/p?a=x+y%26%3D%2B%C3%BC&c=1");
    assertThat(Query.segment("a b/c")).isEqualTo("a%20b%2Fc");
  }
}
