package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what the annotations of a class, and of the classes around it, say. */
final class Annotated {
  private Annotated() {}

  /** The plan of a test for which nothing but annotations says one. */
  static Plan plan(ExtensionContext context) {
    List<Class<?>> around = around(context);
    UnderTest underTest = UnderTest.of(around);
    boolean strict =
        around.stream()
            .flatMap(each -> AnnotationSupport.findAnnotation(each, JinxTest.class).stream())
            .anyMatch(JinxTest::strict);
    // Farther out are the points of another program.
    List<Class<?>> meant = around.subList(0, around.indexOf(underTest.owner()) + 1);
    return withPoints(Plan.of(underTest, underTest::open).strictly(strict), meant);
  }

  /** A plan that was told otherwise, with the points that annotations add. */
  static Plan plan(ExtensionContext context, Plan told) {
    return withPoints(told, around(context));
  }

  /** The classes whose annotations count: the test's own, and those around it. */
  private static List<Class<?>> around(ExtensionContext context) {
    List<Class<?>> around = new ArrayList<>(context.getEnclosingTestClasses());
    around.add(context.getRequiredTestClass());
    Collections.reverse(around);
    return around;
  }

  private static Plan withPoints(Plan plan, List<Class<?>> classes) {
    Plan with = plan;
    for (Class<?> each : classes) {
      for (JinxPoint point : AnnotationSupport.findRepeatableAnnotations(each, JinxPoint.class)) {
        with = with.with(new Plan.PlannedPoint(point.node(), declaration(point)));
      }
    }
    return with;
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
}
