/**
 * Faults in a real ZooKeeper ensemble: three servers, each a JVM of its own with the packaged jar,
 * and a client that knows nothing of Jinx. Nothing is read from logs of ZooKeeper's, and nothing
 * waits for a fixed time.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.zookeeper;
