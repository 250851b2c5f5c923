package dev.jinx.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jinx.bootstrap.Arm;
import dev.jinx.bootstrap.ArmSpec;
import dev.jinx.bootstrap.Arming;
import dev.jinx.bootstrap.Declaration;
import dev.jinx.bootstrap.Point;
import dev.jinx.bootstrap.Points;
import dev.jinx.bootstrap.Position;
import dev.jinx.bootstrap.Terms;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTest {
  // No constant, as it is meant that sums with it overflow.
  private static final long NOW = Long.valueOf(Long.MAX_VALUE) - 1_000;
  private static final long MILLI = 1_000_000;

  private final Point point =
      Points.declare(new Declaration("net.mail", "net#read", Position.ENTRY, "test"));
  private final Mail mail = new Mail();
  private DatagramChannel channel;
  private Post post;
  private Arm arm;

  @BeforeEach
  void open() throws Exception {
    channel = DatagramChannel.open();
    post = new Post(channel);
    arm =
        Arming.begin(
            point, new ArmSpec(Terms.parse("delay(1ms)"), false, 1, Map.of(), null, null, null));
  }

  @AfterEach
  void close() throws Exception {
    Arming.end(Arming.arms(List.of(point), null), null, false);
    Points.remove(point);
    channel.close();
  }

  private Letter letter(int bytes) {
    return new Letter(post, Op.READ, null, bytes);
  }

  private Letter late(int bytes, long nanos) {
    Letter letter = letter(bytes);
    letter.delay(arm, nanos);
    return letter;
  }

  @Test
  void theyGoOnWhenTheyAreDueAndThoseTogetherInTheirOrder() {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      letters.add(late(1, i % 2 == 0 ? 2 * MILLI : MILLI));
      mail.add(letters.get(i), NOW);
    }

    assertThat(mail.next(NOW)).isNull();
    assertThat(mail.left(NOW)).isEqualTo(MILLI);
    for (int i = 1; i < 2_000; i += 2) {
      assertThat(mail.next(NOW + 2 * MILLI)).isSameAs(letters.get(i));
    }
    for (int i = 0; i < 2_000; i += 2) {
      assertThat(mail.next(NOW + 2 * MILLI)).isSameAs(letters.get(i));
    }
    assertThat(mail.isEmpty()).isTrue();
  }

  @Test
  void whatNoRoomIsForIsLostAndTheArmSaysSo() {
    for (int i = 0; i < 4; i++) {
      assertThat(mail.add(late(1 << 20, MILLI), NOW)).isTrue();
    }
    Letter last = late(1, MILLI);

    assertThat(mail.add(last, NOW)).isFalse();
    last.lose("no room");
    assertThat(arm.error()).isEqualTo("no room");
    assertThat(mail.next(NOW + MILLI)).isNotNull();
    assertThat(mail.add(last, NOW)).isTrue();
  }

  @Test
  void thoseThatChangePlacesTakeTheOrderThatWasDrawnForThem() {
    double[] draws = {0.9, 0.1, 0.5};
    List<Letter> letters = new ArrayList<>();
    for (double draw : draws) {
      Letter letter = letter(1);
      letter.reorder(arm, 3, draw);
      letters.add(letter);
      mail.add(letter, NOW);
    }

    assertThat(mail.next(NOW)).isSameAs(letters.get(1));
    assertThat(mail.next(NOW)).isSameAs(letters.get(2));
    assertThat(mail.next(NOW)).isSameAs(letters.get(0));
  }

  @Test
  void whatAnArmHeldThatHasEndedGoesOnOnceThatIsTold() {
    Letter letter = late(1, 3_600_000 * MILLI);
    mail.add(letter, NOW);
    Arming.end(Arming.arms(List.of(point), null), null, false);
    mail.arrange(NOW + 1);

    assertThat(mail.next(NOW + 1)).isSameAs(letter);
  }
}
