package dev.jinx.client.junit;

import dev.jinx.client.http.NodeAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What properties of this JVM, else variables of its environment, say of the program under test.
 */
final class Surroundings {
  private Surroundings() {}

  /** The node that they name, else the nodes of a cluster; empty for none. */
  static List<String> nodes() {
    String one = named("jinx.address", "JINX_ADDRESS");
    if (!one.isEmpty()) {
      return List.of(one);
    }
    List<String> nodes = new ArrayList<>();
    for (String each : named("jinx.nodes", "JINX_NODES").split(",")) {
      if (!each.isBlank()) {
        nodes.add(each.strip());
        NodeAddress.parseNamed(each.strip()); // which says what is wrong with it
      }
    }
    return nodes;
  }

  /** The file with the token; empty for none. */
  static String tokenFile() {
    return named("jinx.token-file", "JINX_TOKEN_FILE");
  }

  private static String named(String property, String variable) {
    String value = System.getProperty(property, System.getenv(variable));
    return value == null ? "" : value.strip();
  }
}
