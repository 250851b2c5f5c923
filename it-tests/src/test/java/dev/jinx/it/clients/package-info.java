/**
 * Clients in other languages than Java, and what needs none: their own tests and examples, run
 * against real JVMs with the packaged agent.
 */
@NullMarked
package dev.jinx.it.clients;

import org.jspecify.annotations.NullMarked;
