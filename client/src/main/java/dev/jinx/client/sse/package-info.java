/**
 * Server-sent events after the WHATWG rules, and a reader that comes back.
 *
 * <p>Guarantees: the parser gives the same events however the bytes are cut; the reader asks for
 * more bytes only when its caller asks for the next event, so a slow caller slows the connection
 * and nothing is buffered without bound; after a loss it goes on behind the last event it gave out.
 * Reconnecting repeats nothing by itself, but a server may; what must be seen once is told apart by
 * its id.
 */
@NullMarked
package dev.jinx.client.sse;

import org.jspecify.annotations.NullMarked;
