package dev.jinx.client.sse;

/**
 * One dispatched event.
 *
 * @param type {@code message} unless an {@code event:} field said otherwise
 * @param data the data lines, joined by line feeds
 * @param lastEventId the id in force, empty if none was ever given
 */
public record SseEvent(String type, String data, String lastEventId) {}
