package dev.jinx.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Loader;
import com.acme.Worker;
import java.io.File;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the JDK and of this agent expressions can reach. */
class PermittedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "this.class.classLoader",
        "this.class.forName('java.lang.Runtime')",
        "this.class.getMethods()",
        "this.class.module",
        "this.getClass().getClassLoader()",
        "this.wait(1)",
        "this.notify()",
        "thread.interrupt()",
        "thread.stop()",
        "thread.contextClassLoader",
        "thread.join()",
        "thread.setName('x')",
        "thread.threadGroup.list()",
        "thread.run()",
        "exception.printStackTrace()",
        "exception.setStackTrace(null)",
      })
  void isClosed(String text) throws Exception {
    Values values = TestValues.of(new Object()).withException(new Exception());

    assertThat(Try.failure(text, values)).containsAnyOf("may not be called", "may be read", "no ");
    assertThat(Try.failure(text, values)).doesNotContain("not true or false");
  }

  static List<Object> closed() throws Exception {
    return List.of(
        Runtime.getRuntime(),
        ProcessHandle.current(),
        ClassLoader.getSystemClassLoader(),
        PermittedTest.class.getDeclaredMethods()[0],
        Object.class.getModule(),
        Executors.newSingleThreadExecutor(),
        new File("x"),
        Path.of("x"),
        new java.net.URL("file:/x"),
        new java.net.Socket(),
        java.nio.channels.Pipe.open(),
        java.lang.invoke.MethodHandles.lookup(),
        new java.io.ByteArrayInputStream(new byte[3]),
        new java.util.Timer(true),
        new JexlExpressions(type -> {}),
        new dev.jinx.bootstrap.ExpressionException("", 0, ""));
  }

  @ParameterizedTest
  @MethodSource("closed")
  void hasNoMembers(Object value) throws Exception {
    Values values = TestValues.of(null, value);
    for (var method : value.getClass().getMethods()) {
      String name = method.getName();
      boolean harmless = List.of("toString", "hashCode", "equals", "getClass").contains(name);
      // What a throwable says of itself may be read, whose ever it is.
      if (!harmless && method.getDeclaringClass() != Throwable.class) {
        String call = "args[0]." + name + "(" + "null,".repeat(method.getParameterCount());
        call = call.endsWith(",") ? call.substring(0, call.length() - 1) : call;
        assertThat(Try.failure(call + ")", values))
            .containsAnyOf("may not be called", "no public method");
      }
    }
    for (var field : value.getClass().getDeclaredFields()) {
      if (field.getName().equals("hashCode")) {
        continue;
      }
      assertThat(Try.failure("args[0].'" + field.getName() + "' == 1", values))
          .containsAnyOf("no property", "may not be called", "to call the method", "of a class");
    }
  }

  @Test
  void collectionsAreRead_notChanged() throws Exception {
    List<Integer> list = new ArrayList<>(List.of(1));
    Map<String, Integer> map = new ConcurrentHashMap<>(Map.of("a", 1));
    AtomicInteger counter = new AtomicInteger(4);
    Values values = TestValues.of(null, list, map, counter);

    for (String text :
        List.of(
            "args[0].clear()",
            "args[0].add(3)",
            "args[0].remove(0)",
            "args[0].iterator().next()",
            "args[1].put('b', 2)",
            "args[1].remove('a')",
            "args[2].incrementAndGet()",
            "args[2].getAndIncrement()",
            "args[2].set(5)")) {
      assertThat(Try.failure(text, values)).as(text).contains("may not be called");
    }
    assertThat(list).containsExactly(1);
    assertThat(map).hasSize(1);
    assertThat(counter).hasValue(4);
    assertThat(Try.holds("args[0].size() == 1 and args[0].size == 1", values)).isTrue();
    assertThat(Try.holds("args[1].getOrDefault('b', 9) == 9", values)).isTrue();
    assertThat(Try.holds("args[2] == 4 and args[2].get() == 4", values)).isTrue();
  }

  @Test
  void valuesOfTheJdkAreRead() throws Exception {
    Values values =
        TestValues.of(
            null,
            "text",
            Optional.of(3),
            ByteBuffer.allocate(10),
            new InetSocketAddress("127.0.0.1", 2181),
            java.time.Duration.ofSeconds(3),
            new java.math.BigInteger("12"));

    assertThat(Try.holds("args[0].toUpperCase() == 'TEXT' and !args[0].empty", values)).isTrue();
    assertThat(Try.holds("args[1].present and args[1].get() == 3", values)).isTrue();
    assertThat(Try.holds("args[2].remaining() == 10", values)).isTrue();
    assertThat(Try.failure("args[2].get()", values)).contains("may not be called");
    assertThat(Try.holds("args[3].port == 2181", values)).isTrue();
    assertThat(Try.holds("args[3].address.hostAddress == '127.0.0.1'", values)).isTrue();
    assertThat(Try.holds("args[4].toMillis() == 3000", values)).isTrue();
    assertThat(Try.holds("args[5] == 12 and args[5].bitLength() == 4", values)).isTrue();
  }

  @Test
  void whatTheApplicationAddsToAClosedClassIsReadButNotWhatItOverrides() throws Exception {
    Worker worker = new Worker();
    Values values = TestValues.of(worker, new Loader());

    assertThat(Try.holds("this.backlog == 3 and this.load() == 4", values)).isTrue();
    assertThat(Try.holds("this.name == 'acme-worker'", values)).isTrue();
    assertThat(Try.failure("this.run()", values)).contains("may not be called");
    assertThat(Try.failure("this.interrupt()", values)).contains("may not be called");
    assertThat(Try.failure("args[0].loadClass('x')", values)).contains("may not be called");
    assertThat(Try.holds("args[0].loaded == 0", values)).isTrue();
  }

  @Test
  void aThreadIsTheSameThreadHoweverItIsReached() throws Exception {
    Worker worker = new Worker();

    assertThat(Try.holds("thread == this", TestValues.of(worker).withThread(worker))).isTrue();
    assertThat(Try.holds("thread == this", TestValues.of(worker))).isFalse();
  }
}
