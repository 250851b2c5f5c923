/**
 * The demo: a real ZooKeeper ensemble, held at a point of its code and let go, from outside.
 *
 * <p>Guarantees: nothing is read from logs, nothing waits for a fixed time, and every process that
 * was started has ended when the demo has, whether it went well, failed, or was interrupted. What
 * is left behind after a failure is the run's directory with the logs, which the message names.
 */
@NullMarked
package dev.jinx.example.zookeeper;

import org.jspecify.annotations.NullMarked;
