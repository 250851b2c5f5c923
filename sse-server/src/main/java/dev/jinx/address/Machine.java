package dev.jinx.address;

import dev.jinx.net.AddressText;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machine as this process sees it: a host, a container, a network namespace. */
public final class Machine {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/net");

  private Machine() {}

  /**
   * The same for two processes if, and only if, what one binds on its loopback can be reached by
   * the other on its own: one kernel since one start, and one network namespace in it.
   *
   * @return null where the kernel does not tell
   */
  public static @Nullable String id() {
    try {
      return Files.readString(BOOT).strip() + "/" + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException unknown) {
      return null;
    }
  }

  /**
   * The addresses of its interfaces that are up, loopback too, without zones.
   *
   * @throws SocketException where the JDK cannot list them
   */
  public static List<String> addresses() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .filter(Machine::isUp)
        .flatMap(NetworkInterface::inetAddresses)
        .map(AddressText::of)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isUp(NetworkInterface card) {
    try {
      return card.isUp();
    } catch (SocketException gone) {
      return false;
    }
  }
}
