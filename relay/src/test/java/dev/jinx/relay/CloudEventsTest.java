package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jinx.client.Cursor;
import dev.jinx.client.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
  private static final Cursor ID = Cursor.parse("n1@4.1042");
  private static final String EVENT =
      "{\"injection\":\"before-commit\",\"type\":\"handler\",\"shard\":3,\"phase\":\"parked\","
          + "\"id\":\"n1@4.1042\",\"time\":\"2026-11-21T02:30:00.123456Z\","
          + "\"captured\":{\"phase\":\"x\",\"a\":[1, 2.50,{\"b\":\"é\\u0001\\\"}\"}]} }";

  @Test
  void anEventIsACloudEventThatNamesItForEver() throws IOException {
    Map<String, Object> attributes = Json.object(encoded(EVENT));
    assertThat(attributes)
        .containsEntry("specversion", "1.0")
        .containsEntry("id", "n1@4.1042")
        .containsEntry("source", "/jinx/n1")
        .containsEntry("type", "dev.jinx.injection.parked")
        .containsEntry("subject", "before-commit")
        .containsEntry("time", "2026-11-21T02:30:00.123456Z")
        .containsEntry("datacontenttype", "application/json")
        .containsEntry("data", Json.object(EVENT));
  }

  @Test
  void theDataIsTheEventByteForByte() throws IOException {
    assertThat(encoded(EVENT)).endsWith("\"data\":" + EVENT + "}");
    CloudEvents.Received back = CloudEvents.decode(encoded(EVENT).getBytes(StandardCharsets.UTF_8));
    assertThat(back.id()).isEqualTo(ID);
    assertThat(back.event()).isEqualTo(EVENT);
  }

  @Test
  void whatBelongsToNoPointHasNoSubject() throws IOException {
    String gap = Notices.gap(ID, "because");
    Map<String, Object> attributes = Json.object(encoded(gap));
    assertThat(attributes).containsEntry("type", "dev.jinx.log.gap");
    assertThat(attributes).doesNotContainKeys("subject", "time");
  }

  @Test
  void aCloudEventWrittenInAnotherOrderIsReadAsWell() throws IOException {
    String other =
        "{ \"data\" : {\"phase\":\"hit\"} , \"more\":[{}], \"type\":\"dev.jinx.injection.hit\","
            + "\"id\":\"n1@4.7\"}";
    CloudEvents.Received back = CloudEvents.decode(other.getBytes(StandardCharsets.UTF_8));
    assertThat(back.id()).isEqualTo(Cursor.parse("n1@4.7"));
    assertThat(back.event()).isEqualTo("{\"phase\":\"hit\"}");
  }

  @Test
  void whatIsNoEventOfANodeIsRefused() {
    for (String no :
        new String[] {
          "",
          "null",
          "[]",
          "{\"id\":\"n1@4.7\",\"type\":\"com.acme.order\",\"data\":{}}",
          "{\"id\":\"17\",\"type\":\"dev.jinx.injection.hit\",\"data\":{}}",
          "{\"id\":\"n1@4.7\",\"type\":\"dev.jinx.injection.hit\"}",
          "{\"id\":\"n1@4.7\",\"type\":\"dev.jinx.injection.hit\",\"data\":{"
        }) {
      assertThatThrownBy(() -> CloudEvents.decode(no.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class);
    }
    for (String no : new String[] {"", "{", "{}", "7", "{\"phase\":\"hit\"}x", "{\"phase\":1}"}) {
      assertThatThrownBy(() -> EventHead.read(no)).isInstanceOf(IOException.class);
    }
  }

  private static String encoded(String event) throws IOException {
    return new String(CloudEvents.encode(ID, EventHead.read(event), event), StandardCharsets.UTF_8);
  }
}
