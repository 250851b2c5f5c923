package dev.jinx.client.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
  private static final String SAMPLE =
      "\uFEFF: hello\nretry: 1500\n\nid: n@1.1\ndata: {\"a\":1}\n\n"
          + "event: gap\r\nid: n@1.9\r\ndata: first\r\ndata:second\r\ndata:  third \r\n\r\n"
          + "data\r\rid: n@1.10\r\rdata: gr\u00fc\u00df \u65e5\u672c \ud83d\ude00\r\n\n"
          + ":\n\nid: bad\0id\ndata: x\n\nunknown: y\nevent: lost type\n\ndata:z\n\nid\ndata:\n\n"
          + "data: never dispatched\n";

  /** What a parser said, line by line. */
  private static final class Script implements SseHandler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void event(SseEvent e) {
      lines.add("event " + e.type() + "|" + e.data() + "|" + e.lastEventId());
    }

    @Override
    public void position(String id) {
      lines.add("position " + id);
    }

    @Override
    public void comment(String text) {
      lines.add("comment " + text);
    }
  }

  private static List<String> parse(byte[]... pieces) {
    Script script = new Script();
    SseParser parser = new SseParser(script, "", 1 << 20);
    try {
      for (byte[] piece : pieces) {
        parser.feed(piece, 0, piece.length);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return script.lines;
  }

  private static List<String> parse(String text) {
    return parse(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] all, int from, int to) {
    return java.util.Arrays.copyOfRange(all, from, to);
  }

  @Test
  void readsTheSampleByTheRules() {
    assertThat(parse(SAMPLE))
        .containsExactly(
            "comment hello",
            "event message|{\"a\":1}|n@1.1",
            "event gap|first\nsecond\n third |n@1.9",
            "event message||n@1.9",
            "position n@1.10",
            "event message|gr\u00fc\u00df \u65e5\u672c \ud83d\ude00|n@1.10",
            "comment ",
            "event message|x|n@1.10",
            "event message|z|n@1.10",
            "event message||");
  }

  @Test
  void saysTheSameHoweverTheBytesAreCutInTwo() {
    byte[] all = bytes(SAMPLE);
    List<String> whole = parse(all);
    for (int cut = 0; cut <= all.length; cut++) {
      assertThat(parse(slice(all, 0, cut), slice(all, cut, all.length))).isEqualTo(whole);
    }
  }

  @Test
  void saysTheSameHoweverTheBytesAreCutInThree() {
    byte[] all = bytes(SAMPLE);
    List<String> whole = parse(all);
    for (int a = 0; a <= all.length; a++) {
      for (int b = a; b <= all.length; b++) {
        List<String> cut = parse(slice(all, 0, a), slice(all, a, b), slice(all, b, all.length));
        if (!cut.equals(whole)) {
          assertThat(cut).as("cut at %d and %d", a, b).isEqualTo(whole);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 64})
  void saysTheSameInPiecesOfAnySize(int size) {
    byte[] all = bytes(SAMPLE);
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < all.length; i += size) {
      pieces.add(slice(all, i, Math.min(all.length, i + size)));
    }
    assertThat(parse(pieces.toArray(byte[][]::new))).isEqualTo(parse(all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void takesEveryLineEnd(String end) {
    assertThat(parse("id: 1" + end + "data: a" + end + "data: b" + end + end))
        .containsExactly("event message|a\nb|1");
  }

  @Test
  void dispatchesAtABareCrWithoutWaitingForALineFeed() {
    assertThat(parse("data: a\r\r")).containsExactly("event message|a|");
  }

  @Test
  void aLineFeedAfterACrIsNoLineOfItsOwnButASecondOneIs() {
    assertThat(parse("data: a\r\ndata: b\r\n\ndata: c\n\n"))
        .containsExactly("event message|a\nb|", "event message|c|");
  }

  @Test
  void doesNotDispatchWithoutData() {
    assertThat(parse("event: x\n\nid: 7\n\n\n\n")).containsExactly("position 7");
  }

  @Test
  void dispatchesAnEmptyDataLine() {
    assertThat(parse("data\n\ndata\ndata\n\ndata:"))
        .containsExactly("event message||", "event message|\n|");
  }

  @Test
  void stripsOneSpaceOnly() {
    assertThat(parse("data:test\n\ndata: test\n\ndata:  test\n\n"))
        .containsExactly("event message|test|", "event message|test|", "event message| test|");
  }

  @Test
  void stripsAByteOrderMarkAtTheStartOnly() {
    assertThat(parse("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly("event message|a|");
    assertThat(parse("\uFEFF\uFEFFdata: a\n\n")).isEmpty();
  }

  @Test
  void ignoresAnIdWithNul() {
    assertThat(parse("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"))
        .containsExactly("event message|a|1", "event message|b|1");
  }

  @Test
  void anEmptyIdForgetsTheLastOne() {
    assertThat(parse("id: 1\ndata: a\n\nid\ndata: b\n\n"))
        .containsExactly("event message|a|1", "event message|b|");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1500", "12a"})
  void leavesRetryToReadersWithoutAPolicy(String value) {
    assertThat(parse("retry:" + value + "\n\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Data: a", " data: a", "datas: a", "DATA: a"})
  void ignoresFieldsOfOtherNames(String line) {
    assertThat(parse(line + "\n\n")).isEmpty();
  }

  @Test
  void replacesBrokenUtf8() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes("data: a"));
    all.write(0xC3);
    all.writeBytes(bytes("\n\n"));
    assertThat(parse(all.toByteArray())).containsExactly("event message|a\uFFFD|");
  }

  @Test
  void anIdCountsOnlyOnceItsBlockIsComplete() throws IOException {
    SseParser parser = new SseParser(new Script(), "before", 1000);
    byte[] half = bytes("id: after\ndata: x\n");
    parser.feed(half, 0, half.length);
    assertThat(parser.lastEventId()).isEqualTo("before");
    parser.feed(bytes("\n"), 0, 1);
    assertThat(parser.lastEventId()).isEqualTo("after");
  }

  @Test
  void refusesALineAndAnEventWithoutBound() {
    SseParser parser = new SseParser(new Script(), "", 1000);
    byte[] much = new byte[2000];
    java.util.Arrays.fill(much, (byte) 'x');
    assertThatThrownBy(() -> parser.feed(much, 0, much.length)).hasMessageContaining("1000 bytes");
    SseParser other = new SseParser(new Script(), "", 1000);
    byte[] line = bytes("data: " + "x".repeat(900) + "\n");
    assertThatThrownBy(
            () -> {
              other.feed(line, 0, line.length);
              other.feed(line, 0, line.length);
            })
        .hasMessageContaining("1000 characters");
  }
}
