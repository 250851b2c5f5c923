package dev.jinx.client.sse;

/** What a parser tells. Called on the thread that feeds it. */
public interface SseHandler {
  /** An event is complete. */
  void event(SseEvent event);

  /** The id in force changed by a block that had no data: a position without an event. */
  default void position(String lastEventId) {}

  /** A comment line, without its colon and one leading space. */
  default void comment(String text) {}
}
