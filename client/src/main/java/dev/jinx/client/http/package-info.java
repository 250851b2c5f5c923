/**
 * The little of HTTP/1.1 that the client needs, on plain sockets. Not an API for users.
 *
 * <p>Guarantees: one connection a request, so nothing is ever sent twice by a stale pooled
 * connection; no global state (proxies, cookies, authenticators of the host application are never
 * asked); closing a response from another thread ends a read at once; every read is bounded in
 * time. No redirects, no TLS, no compression: the agent has none of them but the first, which the
 * event reader follows itself.
 *
 * <p>Why not {@code java.net.http.HttpClient}: it was measured at ten times the start-up time of a
 * command, and it hands each byte through two more threads between socket and caller.
 */
@NullMarked
package dev.jinx.client.http;

import org.jspecify.annotations.NullMarked;
