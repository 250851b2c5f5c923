package dev.jinx.net;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel has not brought to the peer yet: a reset would throw it away. No option of the
 * JDK's tells it; Linux does in {@code /proc}.
 */
final class SendQueue {
  private SendQueue() {}

  /** Whether the peer has it all; also where it cannot be told. */
  static boolean isEmpty(@Nullable InetSocketAddress local, @Nullable InetSocketAddress peer) {
    if (local == null || peer == null) {
      return true;
    }
    String from = port(local);
    String to = port(peer);
    return isEmpty("/proc/net/tcp", from, to) && isEmpty("/proc/net/tcp6", from, to);
  }

  private static String port(InetSocketAddress address) {
    String hex = Integer.toHexString(0x10000 | address.getPort());
    return ":" + hex.substring(1).toUpperCase(Locale.ROOT);
  }

  /** By the ports alone: addresses are written in several ways there. */
  private static boolean isEmpty(String file, String from, String to) {
    try (BufferedReader lines = new BufferedReader(new FileReader(file))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        StringTokenizer words = new StringTokenizer(line);
        if (words.countTokens() < 5) {
          continue;
        }
        words.nextToken();
        boolean same = words.nextToken().endsWith(from) & words.nextToken().endsWith(to);
        words.nextToken();
        if (same && !words.nextToken().startsWith("00000000:")) {
          return false;
        }
      }
    } catch (IOException unknown) {
      // Not Linux, or not to be read: it breaks without waiting.
      return true;
    }
    return true;
  }
}
