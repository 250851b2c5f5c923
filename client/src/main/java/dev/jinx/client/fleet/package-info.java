/**
 * Many nodes: their live streams ({@link dev.jinx.client.fleet.Fleet}) and the logs that dead JVMs
 * left behind ({@link dev.jinx.client.fleet.LogFiles}), merged into one.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>An event is known by (node, boot, seq) and by nothing else. Merging is the union of sets
 *       ({@link dev.jinx.client.fleet.EventSet}): merging twice changes nothing, neither does the
 *       order of merging. One id with two contents is an error, never a choice.
 *   <li>Events of one node always come in the order of (boot, seq), each once.
 *   <li>Between nodes, live streams are merged as events arrive, finished logs by the events'
 *       times. Neither says what caused what: arrival depends on the network and on how busy a node
 *       is, times on clocks that differ between machines. Order across nodes is for reading, not
 *       for proving.
 *   <li>A merged stream goes on from its {@link dev.jinx.client.fleet.VectorCursor} without hole or
 *       repetition; for finished logs in the very same order, too.
 *   <li>Two nodes that use one name are found out when they are first heard of, and refused; so is
 *       a node with another name than was said.
 *   <li>What is lost is an event of phase {@code gap}, which passes every filter.
 * </ul>
 */
@NullMarked
package dev.jinx.client.fleet;

import org.jspecify.annotations.NullMarked;
