package dev.jinx.client.junit;

import dev.jinx.client.Jinx;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.NodeProcess;
import org.junit.jupiter.api.extension.ParameterContext;

/** What methods and constructors of a test class may ask for. */
final class Parameters {
  private Parameters() {}

  static boolean areOurs(ParameterContext parameter) {
    Class<?> type = parameter.getParameter().getType();
    return type == Jinx.class
        || type == Cluster.class
        || type == NodeProcess.class
        || (type == Point.class && parameter.isAnnotated(JinxPoint.class))
        || (type == int.class && parameter.isAnnotated(JinxPort.class));
  }

  static Object of(ParameterContext parameter, TestRun run, Declared declared) {
    Class<?> type = parameter.getParameter().getType();
    String node = parameter.findAnnotation(OnNode.class).map(OnNode::value).orElse("");
    if (type == Cluster.class) {
      return run.cluster();
    }
    if (type == NodeProcess.class) {
      return run.process(node);
    }
    if (type == Point.class) {
      return point(parameter.findAnnotation(JinxPoint.class).orElseThrow(), run, declared);
    }
    if (type == int.class) {
      return run.port(parameter.findAnnotation(JinxPort.class).orElseThrow().value());
    }
    return run.jinx(node);
  }

  private static Point point(JinxPoint point, TestRun run, Declared declared) {
    Jinx jinx = run.jinx(point.node());
    if (!point.method().isEmpty()) {
      declared.add(jinx, Annotated.declaration(point));
    }
    return jinx.point(point.value());
  }
}
