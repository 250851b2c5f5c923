/** What the relay's tests stand on: a real broker, nodes that speak Jinx's stream, processes. */
@NullMarked
package dev.jinx.relay.testing;

import org.jspecify.annotations.NullMarked;
