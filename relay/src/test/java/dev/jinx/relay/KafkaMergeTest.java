package dev.jinx.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.client.Event;
import dev.jinx.client.Phase;
import dev.jinx.client.fleet.VectorCursor;
import dev.jinx.event.EventChoice;
import dev.jinx.relay.testing.NodeLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KafkaMergeTest {
  @Test
  void whateverIsRepeatedTheStreamIsTheUnionInOrder() throws IOException {
    NodeLog log = new NodeLog("n1");
    for (int i = 0; i < 200; i++) {
      log.hit("a");
      if (i == 100) {
        log.startAgain(true);
      }
    }
    Random random = new Random(1);
    KafkaMerge merge = new KafkaMerge(VectorCursor.EMPTY, new EventChoice(null, null));
    List<Event> given = new ArrayList<>();
    int at = 0;
    while (at < 200) { // relays that are killed go back, and send on from there
      int from = Math.max(0, at - random.nextInt(30));
      int to = Math.min(200, from + 1 + random.nextInt(60));
      for (int i = from; i < to; i++) {
        merge.take(record(log.all().get(i)), given::add);
      }
      at = Math.max(at, to);
    }
    assertThat(given.stream().map(Event::json))
        .isEqualTo(log.all().stream().map(NodeLog.Entry::json).toList());
  }

  @Test
  void aHoleIsAGapAndWhatComesLateIsGiven() throws IOException {
    NodeLog log = new NodeLog("n1");
    for (int i = 0; i < 5; i++) {
      log.hit("a");
    }
    KafkaMerge merge = new KafkaMerge(VectorCursor.EMPTY, new EventChoice(null, null));
    List<Event> given = new ArrayList<>();
    for (int i : new int[] {0, 3, 1, 1, 3, 4}) {
      merge.take(record(log.all().get(i)), given::add);
    }
    assertThat(given.stream().map(each -> each.cursor().toString()))
        .containsExactly("n1@1.1", "n1@1.3", "n1@1.4", "n1@1.2", "n1@1.5");
    assertThat(given.get(1).phase()).isEqualTo(Phase.GAP);
    assertThat(given.get(1).values()).containsEntry("lost", 2L).containsEntry("from", "n1@1.2");
  }

  private static byte[] record(NodeLog.Entry entry) throws IOException {
    return CloudEvents.encode(entry.id(), EventHead.read(entry.json()), entry.json());
  }
}
