/**
 * Points on connections: what a {@code net#...} selector means, and what filters do to the bytes of
 * a connection.
 *
 * <p>The JDK's network classes are woven once, with gates, when the first such point is declared;
 * the gates look at calls only while one of them is enabled, or while something is still held back.
 * Bytes are never changed, dropped from the middle of a stream or brought into another order: those
 * that are read stay with the kernel until they are due, those that are written wait in a queue
 * that only its own writer empties. The agent's own threads pass every gate.
 */
@NullMarked
package dev.jinx.net;

import org.jspecify.annotations.NullMarked;
