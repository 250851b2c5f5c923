package dev.jinx.client.cluster;

/** Something that is so when it throws nothing: assertions, say. */
@FunctionalInterface
public interface Attempt {
  /** Looks whether it is so. */
  void run() throws Exception;
}
