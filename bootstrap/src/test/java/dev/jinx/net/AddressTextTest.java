package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "1::",
        "2001:db8::a",
        "2001:db8:0:1:1:1:1:1",
        "fe80::1:0:0:1",
        "1:2:3:4:5:6:7:8"
      })
  void versionSixIsWrittenInItsShortestForm(String text) throws UnknownHostException {
    assertThat(AddressText.of(InetAddress.getByName(text))).isEqualTo(text);
  }

  @Test
  void ofTwoRunsOfZerosTheFirstIsLeftOut() throws UnknownHostException {
    assertThat(AddressText.of(InetAddress.getByName("2001:0:0:1:0:0:1:1")))
        .isEqualTo("2001::1:0:0:1:1");
  }

  @Test
  void zonesAreLeftOut() throws UnknownHostException {
    byte[] bytes = InetAddress.getByName("fe80::1").getAddress();

    assertThat(AddressText.of(Inet6Address.getByAddress(null, bytes, 7))).isEqualTo("fe80::1");
  }

  @Test
  void portsStandBehindAColonAndVersionSixInBrackets() throws UnknownHostException {
    assertThat(AddressText.of(new InetSocketAddress(InetAddress.getByName("10.0.0.2"), 2888)))
        .isEqualTo("10.0.0.2:2888");
    assertThat(AddressText.of(new InetSocketAddress(InetAddress.getByName("::1"), 2888)))
        .isEqualTo("[::1]:2888");
    assertThat(AddressText.of(InetSocketAddress.createUnresolved("n2", 2888))).isEqualTo("n2:2888");
  }
}
