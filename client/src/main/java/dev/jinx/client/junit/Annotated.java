package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what the annotations of a class say. */
final class Annotated {
  private Annotated() {}

  /** The class whose annotations are meant: the test's own, or the nearest around it. */
  static Class<?> owner(ExtensionContext context) {
    List<Class<?>> around = new ArrayList<>(context.getEnclosingTestClasses());
    around.add(context.getRequiredTestClass());
    for (int i = around.size() - 1; i > 0; i--) {
      if (saysSomething(around.get(i))) {
        return around.get(i);
      }
    }
    return around.get(0);
  }

  static Plan plan(Class<?> owner) {
    Optional<JinxTest> test = AnnotationSupport.findAnnotation(owner, JinxTest.class);
    Plan plan =
        Plan.of(() -> nodes(owner, test)).strictly(test.map(JinxTest::strict).orElse(false));
    for (JinxPoint point : AnnotationSupport.findRepeatableAnnotations(owner, JinxPoint.class)) {
      plan = plan.with(new Plan.PlannedPoint(point.node(), declaration(point)));
    }
    return plan;
  }

  /**
   * What a point that brings its method declares.
   *
   * @throws IllegalArgumentException if it brings none
   */
  static Declaration declaration(JinxPoint point) {
    if (point.method().isEmpty()) {
      throw new IllegalArgumentException("point '" + point.value() + "' says no method");
    }
    Declaration declaration = Declaration.of(point.value(), point.method());
    declaration = point.at().isEmpty() ? declaration : declaration.at(point.at());
    declaration = point.action().isEmpty() ? declaration : declaration.action(point.action());
    declaration = point.when().isEmpty() ? declaration : declaration.when(point.when());
    for (String capture : point.capture()) {
      int equals = capture.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "not NAME=EXPRESSION: '" + capture + "' of point '" + point.value() + "'");
      }
      declaration =
          declaration.capture(
              capture.substring(0, equals).strip(), capture.substring(equals + 1).strip());
    }
    return declaration;
  }

  private static boolean saysSomething(Class<?> type) {
    return AnnotationSupport.isAnnotated(type, JinxTest.class)
        || !AnnotationSupport.findRepeatableAnnotations(type, JinxProcess.class).isEmpty();
  }

  private static Origins nodes(Class<?> owner, Optional<JinxTest> test) {
    String tokenFile = test.map(JinxTest::tokenFile).orElse("");
    String[] addresses = test.map(JinxTest::address).orElse(new String[0]);
    List<JinxProcess> processes =
        AnnotationSupport.findRepeatableAnnotations(owner, JinxProcess.class);
    if (addresses.length > 0 && !processes.isEmpty()) {
      throw new IllegalStateException(owner.getName() + " has both an address and a process");
    }
    if (!processes.isEmpty()) {
      return Processes.start(processes);
    }
    String named = System.getProperty("jinx.address", System.getenv("JINX_ADDRESS"));
    if (addresses.length == 0 && named != null && !named.isBlank()) {
      addresses = new String[] {named};
    }
    if (addresses.length > 0) {
      return at(List.of(addresses), tokenFile);
    }
    String config = test.map(JinxTest::config).orElse("");
    return Origins.of(List.of(new Origin.Elsewhere("", () -> OwnJvm.builder(config, tokenFile))));
  }

  /** Nodes as {@code HOST:PORT} or {@code NAME=HOST:PORT}. */
  static Origins at(List<String> nodes, String tokenFile) {
    List<Origin> origins = new ArrayList<>();
    for (String node : nodes) {
      JinxBuilder plain = Jinx.at(node.substring(node.indexOf('=') + 1));
      String name = node.substring(0, Math.max(0, node.indexOf('='))).strip();
      origins.add(
          new Origin.Elsewhere(
              name, () -> tokenFile.isEmpty() ? plain : plain.tokenFile(Path.of(tokenFile))));
    }
    return Origins.of(origins);
  }
}
