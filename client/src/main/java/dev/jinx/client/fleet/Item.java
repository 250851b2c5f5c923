package dev.jinx.client.fleet;

import dev.jinx.client.Cursor;
import dev.jinx.client.Event;

/** What a node's reader hands on, in its order. */
sealed interface Item {
  /** An event. */
  record Told(Event event) implements Item {}

  /** All up to that position has come, or is not wanted. */
  record Moved(Cursor to) implements Item {}

  /** The connection fares differently. */
  record Changed(NodeState state) implements Item {}

  /** Nothing more comes from there, and this is why. */
  record Failed(Throwable cause) implements Item {}
}
