package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetSelectorTest {
  private static InetSocketAddress address(String host, int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "net#* | true",
        "net#write | true",
        "net#*(10.0.0.2:2888) | true",
        "net#*(10.0.0.2) | true",
        "net#*(:2888) | true",
        "net#*(*:2888) | true",
        "net#*(10.0.0.2:*) | true",
        "net#*(10.0.0.0/8) | true",
        "net#*(10.0.0.0/30:2888) | true",
        "net#*(10.0.0.0/31) | false",
        "net#*(10.0.0.2:2889) | false",
        "net#*(10.0.0.3) | false",
        "net#*(10.0.0.3, 10.0.0.2) | true",
        "net#*(peer 10.0.0.2) | true",
        "net#*(::ffff:10.0.0.2) | refused",
        "net#*([::ffff:10.0.0.2]:2888) | true",
        "net#*([::1]:2888) | false",
        "net#*([::]/0) | false",
        "net#*(; local :50518) | true",
        "net#*(local 127.0.0.1) | true",
        "net#*(local :2181) | false",
        "net#*(:2888; local :50518) | true",
        "net#*(:2889; local :50518) | false",
        "net#*(:2888; local :2181) | false",
        "net#*() | true",
      })
  void meansConnectionsByTheirTwoEnds(String text, String meant) throws Exception {
    if (meant.equals("refused")) {
      assertThatThrownBy(() -> NetSelector.parse(text)).isInstanceOf(NetSelectorException.class);
      return;
    }
    NetSelector selector = NetSelector.parse(text);

    assertThat(selector.match(address("127.0.0.1", 50518), address("10.0.0.2", 2888)))
        .isEqualTo(Boolean.parseBoolean(meant));
    assertThat(selector.isComplete()).isTrue();
  }

  @Test
  void versionSixIsMatchedByItsBits() throws Exception {
    NetSelector selector = NetSelector.parse("net#read([2001:db8::]/32:2888)");

    assertThat(selector.match(null, address("2001:db8:1::7", 2888))).isTrue();
    assertThat(selector.match(null, address("2001:db9::7", 2888))).isFalse();
    assertThat(selector.match(null, address("10.0.0.2", 2888))).isFalse();
    assertThat(selector.match(null, null)).isFalse();
  }

  @Test
  void meansWhatIsDoneWithThem() throws Exception {
    NetSelector some = NetSelector.parse("net#write, close");
    assertThat(some.has(Op.WRITE)).isTrue();
    assertThat(some.has(Op.CLOSE)).isTrue();
    assertThat(some.has(Op.READ)).isFalse();
    for (Op op : Op.values()) {
      assertThat(NetSelector.parse("net#*").has(op)).isTrue();
    }
  }

  @Test
  void namesAreLookedUpLaterAndToldWhileTheyAreUnknown() throws Exception {
    NetSelector selector = NetSelector.parse("net#*(node1:2888, localhost:2888, 10.0.0.2)");
    assertThat(selector.unknown()).containsExactly("node1", "localhost");
    assertThat(selector.match(null, address("127.0.0.1", 2888))).isFalse();

    assertThat(selector.resolve()).isTrue();
    assertThat(selector.unknown()).doesNotContain("localhost");
    assertThat(selector.match(null, address("127.0.0.1", 2888))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "net# | 5 | nothing stands behind net#; right is net#OP(",
        "net#wirte | 5 | 'wirte' is nothing that is done with a connection; did you mean 'write'?",
        "net#write,,reed(n2) | 12 | did you mean 'read'?",
        "net#write(n2 | 13 | a ')' is missing at the end",
        "net#write(n2:0x1) | 11 | 'n2:0x1' is not an address; right is HOST:PORT",
        "net#write(n2:1, n3:70000) | 17 | 'n3:70000' is not an address",
        "net#write(300.1.1.1) | 11 | '300.1.1.1' is not an address",
        "net#write(10.0.0.0/33) | 11 | '10.0.0.0/33' is not an address",
        "net#write(n2/8) | 11 | 'n2/8' is not an address",
        "net#write([::1) | 11 | is not an address",
        "net#write(a b) | 11 | 'a b' is not an address",
        "net#write(:1; locl :2) | 15 | 'locl :2' is not an address; did you mean 'local'?",
      })
  void tellsInWhichColumnItIsNone(String text, int column, String reason) {
    assertThatThrownBy(() -> NetSelector.parse(text))
        .isInstanceOfSatisfying(
            NetSelectorException.class,
            wrong -> {
              assertThat(wrong.reason()).contains(reason);
              assertThat(wrong.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"net#write(n2:2888) ", "net#write ( n2:2888 )"})
  void blanksMeanNothing(String text) throws Exception {
    assertThat(NetSelector.parse(text).text()).isEqualTo(text.strip());
  }
}
