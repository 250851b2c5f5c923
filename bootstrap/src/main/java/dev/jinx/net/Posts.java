package dev.jinx.net;

import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * The datagram sockets that were seen while points on connections were enabled, held weakly. Apart
 * from their gates, so that changing points touches none of the JDK's insides.
 */
final class Posts {
  private static final Weakly<Post> ALL = new Weakly<>();

  private Posts() {}

  static @Nullable Post find(Object channel) {
    return ALL.find(channel);
  }

  /** The one that stays: another thread may have been first. */
  static Post add(DatagramChannel channel, Post post) {
    return ALL.add(channel, post);
  }

  static Iterable<Post> all() {
    return ALL.values();
  }
}
