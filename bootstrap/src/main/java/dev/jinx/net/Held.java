package dev.jinx.net;

/** Something that holds back what the application sent or is to receive. */
interface Held {
  /** Whether nothing of ours is between the application and the kernel. */
  boolean isFree();

  /** Points began or ended, or something is due: whoever waits looks again. */
  void wake();
}
