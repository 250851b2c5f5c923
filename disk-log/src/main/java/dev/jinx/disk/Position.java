package dev.jinx.disk;

/**
 * A place in one node's log, behind the event of that number. Ordered by boot, then by seq.
 *
 * @param boot which life of the node, not negative
 * @param seq the last event passed; 0 is before the first of that boot
 */
public record Position(long boot, long seq) implements Comparable<Position> {
  @Override
  public int compareTo(Position other) {
    int byBoot = Long.compare(boot, other.boot);
    return byBoot != 0 ? byBoot : Long.compare(seq, other.seq);
  }
}
