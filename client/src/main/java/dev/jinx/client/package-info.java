/**
 * The Java client: arm injection points of another JVM, wait for hits, let threads go.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>A wait is a range over the event log of the node: nothing between arming and waiting is
 *       missed, and what one wait has seen stays there for others. Nothing is polled.
 *   <li>Events that nobody can get any more end a wait with {@link dev.jinx.client.GapException},
 *       the death of the JVM with {@link dev.jinx.client.JvmDiedException}; a wait that times out
 *       says what it knows.
 *   <li>What a {@link dev.jinx.client.Jinx} enabled ends when it is closed, and nothing else does;
 *       if its process dies, when the lease runs out.
 *   <li>A connection has at most two threads, daemons, and none once it is closed.
 * </ul>
 *
 * <p>Every type may be used from any thread unless it says otherwise. All failures are {@link
 * dev.jinx.client.JinxException}s, unchecked.
 */
@NullMarked
package dev.jinx.client;

import org.jspecify.annotations.NullMarked;
