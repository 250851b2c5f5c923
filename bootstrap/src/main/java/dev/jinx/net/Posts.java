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

  /** The socket, where datagrams that go this way have to be looked at; else null. */
  static @Nullable Post touched(Object channel, Op op) {
    if (Doors.isInside()) {
      return null;
    }
    Post known = find(channel);
    Post post = known == null ? new Post((DatagramChannel) channel) : known;
    if (post.open() == null) {
      return null;
    }
    // Also where no point wants to see them: that is known of it from now on.
    Post one = known == null ? add((DatagramChannel) channel, post) : post;
    return one.isTouched(op) ? one : null;
  }

  /** Whether calls of that kind have to be looked at, as far as is known. */
  static boolean concerns(DatagramChannel channel, Op op) {
    Post known = find(channel);
    return known == null || known.isTouched(op);
  }

  static Iterable<Post> all() {
    return ALL.values();
  }
}
