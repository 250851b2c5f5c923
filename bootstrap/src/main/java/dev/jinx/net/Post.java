package dev.jinx.net;

import dev.jinx.bootstrap.Arm;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams that points on connections have seen. */
final class Post implements Held {
  static final String CONNECTED =
      "a datagram was held back until its socket was connected to another address, and is lost";

  static final String NO_ROOM = "more datagrams are held back than there is room for";

  final Inbox in = new Inbox(this);
  final Outbox out = new Outbox(this);
  private final WeakReference<DatagramChannel> channel;
  private final Hanging hanging = new Hanging();
  private volatile Standing standing = new Standing(Rules.NONE, null, null);

  /** In which standing somebody has sent whom points mean. */
  private volatile @Nullable Standing met;

  private long number;

  Post(DatagramChannel channel) {
    this.channel = new WeakReference<>(channel);
  }

  synchronized long number() {
    if (number == 0) {
      number = Link.nextNumber();
    }
    return number;
  }

  @Nullable DatagramChannel open() {
    DatagramChannel known = channel.get();
    return known != null && known.isOpen() ? known : null;
  }

  @Nullable InetSocketAddress local() {
    DatagramChannel known = open();
    return known == null ? null : DatagramWire.local(known);
  }

  private Standing standing() {
    DatagramChannel known = open();
    InetSocketAddress local = known == null ? null : DatagramWire.local(known);
    InetSocketAddress peer = known == null ? null : DatagramWire.peer(known);
    Rules now = Network.rules;
    Standing current = standing;
    if (current.of != now || current.local != local || current.peer != peer) {
      current = new Standing(now, local, peer);
      standing = current;
      met = null;
    }
    return current;
  }

  void hang(Arm arm) {
    hanging.add(arm);
    Network.hold(this);
  }

  boolean passes(Op op, Arm arm, int bytes, long most) {
    return mail(op).passes(arm, bytes, most);
  }

  private Mail mail(Op op) {
    return op == Op.READ ? in.mail() : out.mail();
  }

  /** Whether some point wants to see datagrams that go this way. */
  boolean isTouched(Op op) {
    if (isHung() || !mail(op).isEmpty()) {
      return true;
    }
    Standing now = standing();
    return op == Op.READ ? now.reads : now.writes;
  }

  /** Whether the JDK may receive for it until somebody sends whom points mean. */
  boolean isLeftAlone() {
    Standing now = standing();
    return now.bySender && met != now && in.mail().isEmpty() && !isHung();
  }

  /** Whether points want to see what goes there. */
  boolean isTouchedTo(InetSocketAddress to) {
    return isHung() || standing().matches(Op.WRITE, to);
  }

  /** Whether points want to see what that one sends; from then on the JDK receives no more. */
  boolean meets(@Nullable InetSocketAddress sender) {
    Standing now = standing();
    if (!isHung() && !now.matches(Op.READ, sender)) {
      return false;
    }
    met = now;
    return true;
  }

  private boolean isHung() {
    return hanging.by() != null;
  }

  /** Hits the points that are on a datagram. */
  Letter touch(Op op, @Nullable InetSocketAddress peer, int bytes) throws Armed {
    Letter letter = new Letter(this, op, peer, bytes);
    InetSocketAddress local = local();
    for (Rule rule : Network.rules.all()) {
      if (!letter.lost && rule.selector.has(op) && rule.selector.match(local, peer)) {
        try {
          rule.entrance(op).hit(letter);
        } catch (Throwable armed) {
          throw new Armed(armed);
        }
      }
    }
    letter.lost |= isHung();
    return letter;
  }

  /** The last one that kept the gates open may have gone, with no arm's end to follow. */
  void letGo() {
    if (Network.rules.isEmpty() && isFree()) {
      Network.letGoLater();
    }
  }

  @Override
  public boolean isFree() {
    return !isHung() && in.mail().isEmpty() && out.mail().isEmpty() || open() == null;
  }

  @Override
  public void wake() {
    long now = System.nanoTime();
    in.wake(now);
    out.wake(now);
  }
}
