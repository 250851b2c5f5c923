package dev.jinx.relay;

import dev.jinx.client.http.Address;
import dev.jinx.client.http.NodeAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where nodes listen, by their names. Immutable.
 *
 * @param addresses in the order of the names
 */
public record Nodes(SortedMap<String, Address> addresses) {
  /** Keeps a copy. */
  public Nodes {
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
  }

  /**
   * Reads {@code n1=HOST:PORT}, several of them separated by commas or line ends. What follows a
   * {@code #} in a line is a comment.
   *
   * @throws IllegalArgumentException if an entry is none, or if a name or an address stands twice
   */
  public static Nodes parse(String text) {
    SortedMap<String, Address> addresses = new TreeMap<>();
    Map<Address, String> names = new java.util.HashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      int comment = line.indexOf('#');
      String rest = comment < 0 ? line : line.substring(0, comment);
      for (String part : List.of(rest.split(",", -1))) {
        if (!part.isBlank()) {
          add(part.strip(), number, addresses, names);
        }
      }
    }
    return new Nodes(addresses);
  }

  private static void add(
      String entry, int line, SortedMap<String, Address> addresses, Map<Address, String> names) {
    NodeAddress node = parsed(entry, line);
    String name = String.valueOf(node.name());
    Address address = node.address();
    if (addresses.putIfAbsent(name, address) != null) {
      throw new IllegalArgumentException("line " + line + ": node " + name + " stands twice");
    }
    String other = names.putIfAbsent(address, name);
    if (other != null) {
      throw new IllegalArgumentException(
          "line " + line + ": " + other + " and " + name + " are both at " + address);
    }
  }

  private static NodeAddress parsed(String entry, int line) {
    try {
      return NodeAddress.parseNamed(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
    }
  }
}
