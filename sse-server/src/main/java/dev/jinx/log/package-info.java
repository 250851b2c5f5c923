/**
 * The event log of one boot, as readers see it.
 *
 * <ul>
 *   <li>One thread writes ({@link dev.jinx.log.EventLog#append}), any number of threads read, and
 *       no reader ever takes a lock or holds up the writer.
 *   <li>An event is stored once, as the complete SSE frame that every reader is sent.
 *   <li>A reader is a position, not a queue: a slow one costs no memory, and learns what it missed
 *       ({@link dev.jinx.log.Gap}).
 *   <li>Sequence numbers start at 1 and have no holes.
 * </ul>
 */
@NullMarked
package dev.jinx.log;

import org.jspecify.annotations.NullMarked;
