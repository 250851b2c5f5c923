/**
 * What the outside talks to: the HTTP routes over the event log and the controls of one JVM.
 *
 * <ul>
 *   <li>Every reader is a position in the log; one that stops reading costs a few hundred bytes and
 *       holds up nobody.
 *   <li>Threads are daemons in the group of the thread that started the server, and all of them
 *       have ended when {@link dev.jinx.server.Server#close} returns.
 *   <li>Nothing here prints, uses java.util.logging, or waits for a lock on the scribe's thread.
 *   <li>Whatever is refused is refused with {@code application/problem+json} and the reason.
 * </ul>
 */
@NullMarked
package dev.jinx.server;

import org.jspecify.annotations.NullMarked;
