package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Colour;
import com.acme.Message;
import com.acme.Peer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How captured values look in events. */
class RenderingTest {
  @Test
  void simpleValuesAreThoseOfJson() throws Exception {
    assertThat(Try.rendered(null)).isEqualTo("null");
    assertThat(Try.rendered(true)).isEqualTo("true");
    assertThat(Try.rendered(7)).isEqualTo("7");
    assertThat(Try.rendered(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(Try.rendered((byte) -1)).isEqualTo("-1");
    assertThat(Try.rendered(1.5)).isEqualTo("1.5");
    assertThat(Try.rendered(0.1f)).isEqualTo("0.1");
    assertThat(Try.rendered(1e300)).isEqualTo("1.0E300");
    assertThat(Try.rendered(Double.NaN)).isEqualTo("\"NaN\"");
    assertThat(Try.rendered(Float.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
    assertThat(Try.rendered(new BigDecimal("12.50"))).isEqualTo("12.50");
    assertThat(Try.rendered(new BigInteger("123456789012345678901234567890")))
        .isEqualTo("123456789012345678901234567890");
    assertThat(Try.rendered(new AtomicInteger(3))).isEqualTo("3");
    assertThat(Try.rendered("a\"b\\c\n\u2028é")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u2028é\"");
    assertThat(Try.rendered('x')).isEqualTo("\"x\"");
    assertThat(Try.rendered(Colour.BLUE)).isEqualTo("\"BLUE\"");
    assertThat(Try.rendered(Optional.of("in"))).isEqualTo("\"in\"");
    assertThat(Try.rendered(Optional.empty())).isEqualTo("null");
    assertThat(Try.rendered(OptionalInt.of(4))).isEqualTo("4");
    assertThat(Try.rendered(Message.class)).isEqualTo("\"com.acme.Message\"");
    assertThat(Try.rendered(new Thread("t-1"))).isEqualTo("\"t-1\"");
  }

  @Test
  void structuresAreArraysAndObjects() throws Exception {
    assertThat(Try.rendered(new int[] {1, 2})).isEqualTo("[1,2]");
    assertThat(Try.rendered(new Object[] {"a", null})).isEqualTo("[\"a\",null]");
    assertThat(Try.rendered(List.of())).isEqualTo("[]");
    assertThat(Try.rendered(Set.of("a"))).isEqualTo("[\"a\"]");
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1));
    map.put(7, null);
    map.put(Colour.RED, Map.of("b", 2.5));
    assertThat(Try.rendered(map)).isEqualTo("{\"a\":[1],\"7\":null,\"RED\":{\"b\":2.5}}");
    assertThat(Try.rendered(new Peer("n2", 1))).isEqualTo("\"Peer[name=n2, port=1]\"");
  }

  @Test
  void depthLengthAndElementsAreBounded() throws Exception {
    assertThat(Try.rendered(List.of(List.of(List.of(List.of(List.of(1)))))))
        .isEqualTo("[[[[\"…\"]]]]");
    assertThat(Try.rendered("x".repeat(256))).isEqualTo('"' + "x".repeat(256) + '"');
    assertThat(Try.rendered("x".repeat(257))).isEqualTo('"' + "x".repeat(256) + "…\"");
    assertThat(Try.rendered("x".repeat(255) + "😀")).isEqualTo('"' + "x".repeat(255) + "…\"");
    assertThat(Try.rendered(Collections.nCopies(32, 1))).doesNotContain("…");
    assertThat(Try.rendered(Collections.nCopies(33, 1))).endsWith(",1,\"…\"]");
    assertThat(Try.rendered(new byte[1_000_000])).endsWith(",0,\"…\"]").hasSizeLessThan(100);
    Map<Integer, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      map.put(i, i);
    }
    assertThat(Try.rendered(map)).endsWith("\"31\":31,\"…\":\"…\"}");
    assertThat(Try.rendered(BigInteger.ONE.shiftLeft(2_000))).startsWith("\"1").endsWith("…\"");
  }

  @Test
  void allOfItIsBoundedWhateverIsCaptured() throws Exception {
    String wild = "\u2028\"é\u0001".repeat(100);
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      map.put(wild + i, Arrays.asList(wild, wild, List.of(wild, Map.of(wild, wild)), 1.0 / 3));
    }
    Object value = List.of(map, map, List.of(map, Collections.nCopies(50, 1.0 / 3)));
    JexlExpressions expressions = new JexlExpressions(type -> {});
    for (int count = 1; count <= JexlExpressions.MOST_CAPTURES; count++) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        texts.put("n".repeat(126) + (10 + i), i % 2 == 0 ? "args[0]" : "args[1]");
      }

      byte[] bytes =
          expressions
              .readAll(texts, false)
              .render(TestValues.of(null, value, Collections.nCopies(50, 1.0 / 3)));

      assertThat(bytes.length).as(count + " captures").isLessThanOrEqualTo(4_096);
      Json.check(new String(bytes, "UTF-8"));
    }
  }

  @Test
  void whatOneValueDoesNotNeedIsThereForTheNext() throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("small", "1");
    texts.put("large", "args");
    Object[] args = Collections.nCopies(14, "y".repeat(250)).toArray();

    String json =
        new String(
            new JexlExpressions(type -> {}).readAll(texts, false).render(TestValues.of(null, args)),
            "UTF-8");

    assertThat(json).startsWith("{\"small\":1,\"large\":[\"yyy").doesNotContain("…");
  }

  @Test
  void cyclesEnd() throws Exception {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object[] array = {null};
    array[0] = array;
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("self", List.of(map));

    assertThat(Try.rendered(list)).isEqualTo("[\"<cycle>\"]");
    assertThat(Try.json("args", TestValues.of(null, (Object) array))).contains("<cycle>");
    assertThat(Try.rendered(map)).isEqualTo("{\"self\":[\"<cycle>\"]}");
  }

  @Test
  void anObjectThatCannotSayWhatItIsIsToldAsSuch() throws Exception {
    assertThat(Try.rendered(new com.acme.Mute(() -> new IllegalStateException("no"))))
        .isEqualTo("\"<com.acme.Mute: toString() threw java.lang.IllegalStateException>\"");
    assertThat(Try.rendered(new com.acme.Mute(() -> new OutOfMemoryError("no"))))
        .isEqualTo("\"<com.acme.Mute: toString() threw java.lang.OutOfMemoryError>\"");
    assertThat(Try.rendered(new com.acme.Mute(null)))
        .isEqualTo("\"<com.acme.Mute: toString() is null>\"");
    assertThat(Try.rendered(new com.acme.Endless()))
        .isEqualTo("\"<com.acme.Endless: toString() threw java.lang.StackOverflowError>\"");
  }

  @Test
  void collectionsThatChangeLieOrNeverEndAreBounded() throws Exception {
    Collection<Object> endless =
        new AbstractCollection<>() {
          @Override
          public Iterator<Object> iterator() {
            return new Iterator<>() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Object next() {
                return 1;
              }
            };
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    Collection<Object> changing =
        new AbstractCollection<>() {
          @Override
          public Iterator<Object> iterator() {
            throw new ConcurrentModificationException();
          }

          @Override
          public int size() {
            return 0;
          }
        };
    Map<Object, Object> broken =
        new AbstractMap<>() {
          @Override
          public Set<Entry<Object, Object>> entrySet() {
            throw new IllegalStateException("closed");
          }
        };

    assertThat(Try.rendered(endless)).endsWith(",1,\"…\"]").hasSizeLessThan(100);
    assertThat(Try.rendered(changing))
        .isEqualTo("[\"<failed: java.util.ConcurrentModificationException>\"]");
    assertThat(Try.rendered(broken))
        .isEqualTo("{\"…\":\"<failed: java.lang.IllegalStateException: closed>\"}");
    assertThat(Try.rendered(List.of(1, changing, 2)))
        .isEqualTo("[1,[\"<failed: java.util.ConcurrentModificationException>\"],2]");
  }

  @Test
  void anExpressionThatFailsIsItsKeysValue() throws Exception {
    assertThat(Try.json("args[3]", TestValues.of(null, 1)))
        .isEqualTo("\"<failed: no element 3: there are 1 (column 6)>\"");
    assertThat(Try.json("this.broken", TestValues.of(new Message(null))))
        .contains("<failed: getBroken() threw java.lang.IllegalStateException: not connected");
  }

  @Test
  void captureKeepsTheOrderOfItsNames() throws Exception {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("z", "hit");
    texts.put("a", "this.term");
    texts.put("t", "thread");
    JexlCapture capture = new JexlExpressions(type -> {}).readAll(texts, false);
    Values values = TestValues.of(new Message(null)).withThread(new Thread("worker-1"));

    assertThat(new String(capture.render(values), "UTF-8"))
        .isEqualTo("{\"z\":1,\"a\":7,\"t\":\"worker-1\"}");
    assertThat(capture.texts()).containsExactlyEntriesOf(texts);
  }
}
