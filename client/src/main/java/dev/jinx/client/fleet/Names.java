package dev.jinx.client.fleet;

import dev.jinx.client.http.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is who in a fleet: a name belongs to one address, from when it was given, or first heard of.
 * Thread-safe.
 */
final class Names {
  private final List<Member> members;
  private final List<@Nullable String> names = new ArrayList<>();

  /** Begins with the names given. */
  Names(List<Member> members) {
    this.members = List.copyOf(members);
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      for (Member before : members.subList(0, i)) {
        if (before.address().equals(member.address())) {
          throw new IllegalArgumentException("the address " + member.address() + " is given twice");
        }
        if (member.name() != null && member.name().equals(before.name())) {
          throw new IllegalArgumentException(
              "node " + member.name() + " is given two addresses: " + both(before, member));
        }
      }
      names.add(member.name());
    }
  }

  /**
   * The node at a member's address said its name.
   *
   * @throws SameNodeException if that address or that name is another's
   */
  synchronized void heard(int index, String name) {
    String known = names.get(index);
    Address address = members.get(index).address();
    if (known != null && !known.equals(name)) {
      String was = members.get(index).name() == null ? ", and was " + known : ", not " + known;
      throw new SameNodeException("at " + address + " is node " + name + was);
    }
    int other = names.indexOf(name);
    if (other >= 0 && other != index) {
      throw new SameNodeException(
          "two addresses are node "
              + name
              + ": "
              + both(members.get(other), members.get(index))
              + "; give each node a name of its own (option node), and each address once");
    }
    names.set(index, name);
  }

  /** The member's name, or null as long as nobody said it. */
  synchronized @Nullable String of(int index) {
    return names.get(index);
  }

  /** Names that are not those of members; none as long as some member's is not known. */
  synchronized Set<String> foreign(Set<String> all) {
    Set<String> foreign = new TreeSet<>(all);
    names.stream().filter(java.util.Objects::nonNull).forEach(foreign::remove);
    return names.contains(null) ? Set.of() : foreign;
  }

  @Override
  public synchronized String toString() {
    return names.toString();
  }

  private static String both(Member one, Member other) {
    return one.address() + " and " + other.address();
  }
}
