/**
 * The event log on disk, for whoever writes it (the agent) and whoever reads a dead JVM's (the
 * client, the command {@code log}). Sees {@code java.base} only.
 *
 * <p>What it guarantees:
 *
 * <ul>
 *   <li>A read event is one that was written, whole, under its own number: each line carries its
 *       length and its CRC-32C. What is damaged is left out and reported, never guessed at.
 *   <li>Events come in the order of (boot, seq), each at most once, whatever the files hold.
 *   <li>Boots and numbers are never given out twice; what is missing between two events shows as a
 *       jump in their numbers.
 *   <li>Nothing is removed but whole oldest segments, by retention; a torn tail is kept aside.
 *   <li>No file of the log is mapped or read through an interruptible channel: neither a truncation
 *       nor an interrupted thread can hurt whoever reads or writes.
 * </ul>
 */
@NullMarked
package dev.jinx.disk;

import org.jspecify.annotations.NullMarked;
