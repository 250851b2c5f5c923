package dev.jinx.client.cluster;

import dev.jinx.client.Arming;
import dev.jinx.client.Declaration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** What is to happen at one node, by points there. Immutable. */
sealed interface Rule permits PeerRule, MessageRule {
  /** The begin of the names of all points that the kit declares. */
  String NAMES = "net.";

  /** What a rule is part of. */
  enum Kind {
    CUT,
    FILTER,
    MESSAGE;

    /** The begin of the names of its points. */
    String prefix() {
      return NAMES + name().toLowerCase(Locale.ROOT) + ".";
    }
  }

  /** What it is part of. */
  Kind kind();

  /** Where it is. */
  String node();

  /** What happens. */
  Arming arming();

  /** What its points are to be at, as far as is known now. */
  Set<String> places(Book book);

  /** The point at these places. */
  Declaration at(String name, Collection<String> places);

  /** The nodes of which something has to be known. */
  Set<String> concerned();

  /** How the point is armed; its action, condition and parameters are declared. */
  default Arming armed() {
    Arming plain = Arming.asDeclared();
    plain = arming().once() ? plain.oneShot() : plain;
    return arming().seed() == null ? plain : plain.seed(arming().seed());
  }

  /** The terms, for messages. */
  static String words(Arming arming) {
    return arming.action() == null ? "observe" : arming.action();
  }
}
