package dev.jinx.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {
  @Test
  void tellsTheAddressesOfItsInterfaces() throws SocketException {
    assertThat(Machine.addresses()).contains("127.0.0.1").noneMatch(text -> text.contains("%"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isToldByTheKernelsStartAndTheNetworkNamespace() {
    assertThat(Machine.id()).matches("[0-9a-f-]{36}/net:\\[\\d+]").isEqualTo(Machine.id());
  }
}
