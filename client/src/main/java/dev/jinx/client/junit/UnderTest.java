package dev.jinx.client.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What is under test, as annotations say. Equal where it is the same.
 *
 * @param owner the class that says it: the nearest to the test with a process or an address, else
 *     the outermost
 * @param processes its processes
 * @param addresses or its addresses, as {@code HOST:PORT} or {@code NAME=HOST:PORT}
 * @param tokenFile as the nearest class has it that has one; empty for none, and for processes
 * @param config the same, of this JVM; empty for all else
 */
record UnderTest(
    Class<?> owner,
    List<JinxProcess> processes,
    List<String> addresses,
    String tokenFile,
    String config) {

  /** As these classes say, the nearest first. */
  static UnderTest of(List<Class<?>> around) {
    for (Class<?> each : around) {
      List<JinxProcess> processes =
          AnnotationSupport.findRepeatableAnnotations(each, JinxProcess.class);
      List<String> addresses = test(each).map(JinxTest::address).map(List::of).orElse(List.of());
      if (!addresses.isEmpty() && !processes.isEmpty()) {
        throw new IllegalStateException(each.getName() + " has both an address and a process");
      }
      if (!addresses.isEmpty() || !processes.isEmpty()) {
        return of(each, processes, addresses, around);
      }
    }
    return of(around.get(around.size() - 1), List.of(), List.of(), around);
  }

  private static UnderTest of(
      Class<?> owner, List<JinxProcess> processes, List<String> addresses, List<Class<?>> around) {
    boolean here = processes.isEmpty() && addresses.isEmpty();
    return new UnderTest(
        owner,
        processes,
        addresses,
        processes.isEmpty() ? nearest(around, JinxTest::tokenFile) : "",
        here ? nearest(around, JinxTest::config) : "");
  }

  private static String nearest(List<Class<?>> around, Function<JinxTest, String> key) {
    return around.stream()
        .flatMap(each -> test(each).stream())
        .map(key)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Optional<JinxTest> test(Class<?> type) {
    return AnnotationSupport.findAnnotation(type, JinxTest.class);
  }

  /** Starts the processes, if it is some; the rest is connected to when a test begins. */
  Origins open() {
    if (!processes.isEmpty()) {
      return Processes.start(processes);
    }
    List<String> nodes = new ArrayList<>(addresses);
    if (nodes.isEmpty()) {
      nodes.addAll(Surroundings.nodes());
    }
    return nodes.isEmpty() ? Origins.ofThisJvm(config, tokenFile) : Origins.at(nodes, tokenFile);
  }
}
