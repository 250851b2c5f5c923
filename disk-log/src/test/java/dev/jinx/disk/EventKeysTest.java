package dev.jinx.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventKeysTest {
  private static final byte[] EVENT =
      ("xx" + Events.json("n1", 4, 1042) + "yy").getBytes(StandardCharsets.UTF_8);
  private static final int LENGTH = EVENT.length - 4;

  @Test
  void theKeysOfAnEventAreFoundWhereverItStands() {
    assertThat(EventKeys.injection(EVENT, 2, LENGTH)).isEqualTo("before-commit");
    assertThat(EventKeys.phase(EVENT, 2, LENGTH)).isEqualTo("parked");
    assertThat(EventKeys.node(EVENT, 2, LENGTH)).isEqualTo("n1");
    assertThat(EventKeys.seq(EVENT, 2, LENGTH)).isEqualTo(1042);
  }

  @Test
  void whatTextInAnEventLooksLikeIsNotTakenForItsKeys() {
    String action = "\"call(,\\\"phase\\\":\\\"x\\\",\\\"seq\\\":9,\\\"node\\\":\\\"n9\\\",)\"";
    byte[] event =
        ("{\"injection\":\"p\",\"type\":\"call\",\"shard\":1,\"phase\":\"hit\",\"action\":"
                + action
                + ",\"id\":\"n1@1.7\",\"node\":\"n1\",\"boot\":1,\"seq\":7,"
                + "\"captured\":{\"a\":1,\"seq\":8,\"phase\":\"y\"}}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(EventKeys.phase(event, 0, event.length)).isEqualTo("hit");
    assertThat(EventKeys.node(event, 0, event.length)).isEqualTo("n1");
    assertThat(EventKeys.seq(event, 0, event.length)).isEqualTo(7);
  }

  @Test
  void anEventWithoutAPointHasAnEmptyName() {
    byte[] gap = "{\"injection\":\"\",\"type\":\"gap\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(EventKeys.injection(gap, 0, gap.length)).isEmpty();
    assertThat(EventKeys.phase(gap, 0, gap.length)).isNull();
    assertThat(EventKeys.seq(gap, 0, gap.length)).isEqualTo(-1);
  }

  @Test
  void whatIsNoEventHasNoKeys() {
    for (String text :
        new String[] {"", "{", "{\"injection\":\"", "[1,2]", ",\"seq\":", ",\"seq\":x}"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(EventKeys.injection(bytes, 0, bytes.length)).isNull();
      assertThat(EventKeys.seq(bytes, 0, bytes.length)).isEqualTo(-1);
    }
  }
}
