package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import dev.jinx.client.Finding;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.Point;
import dev.jinx.client.cluster.Cluster;
import dev.jinx.client.cluster.NodeProcess;
import dev.jinx.client.cluster.NodeProcessBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * What {@link JinxTest} registers. By {@code @RegisterExtension} it can be told more: in a static
 * field its processes live as long as the class, in another one a test each.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final JinxExtension JINX =
 *     JinxExtension.running(NodeProcess.of("n1").command("run/server.sh")).strict();
 * }</pre>
 *
 * <p>A class uses the one or the other. Immutable; safe for tests that run in parallel.
 */
public final class JinxExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        TestExecutionExceptionHandler,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private static final Namespace ALL = Namespace.create(JinxExtension.class);

  private final Namespace own = Namespace.create(JinxExtension.class, this);
  private final @Nullable Plan plan;

  /** As the annotations of the test class say. */
  public JinxExtension() {
    this(null);
  }

  private JinxExtension(@Nullable Plan plan) {
    this.plan = plan;
  }

  /** For nodes that run already: {@code HOST:PORT}, or {@code NAME=HOST:PORT} for several. */
  public static JinxExtension connectedTo(String... nodes) {
    return new JinxExtension(Plan.of(() -> Annotated.at(List.of(nodes), "")));
  }

  /** For nodes that are connected to by these, asked anew for each test: containers, say. */
  @SafeVarargs
  public static JinxExtension connectedBy(Supplier<JinxBuilder>... nodes) {
    List<Origin> origins = new ArrayList<>();
    for (Supplier<JinxBuilder> node : nodes) {
      origins.add(new Origin.Elsewhere("", node));
    }
    return new JinxExtension(Plan.of(() -> Origins.of(origins)));
  }

  /** For processes that are started for the tests. */
  public static JinxExtension running(NodeProcessBuilder... nodes) {
    return new JinxExtension(Plan.of(() -> Processes.start(nodes)));
  }

  /** For this JVM, into which the agent is loaded unless it is there. */
  public static JinxExtension inThisJvm() {
    Origin here = new Origin.Elsewhere("", () -> OwnJvm.builder("", ""));
    return new JinxExtension(Plan.of(() -> Origins.of(List.of(here))));
  }

  /** Fails a test that passed, but left something to say of the points that it enabled. */
  public JinxExtension strict() {
    return new JinxExtension(told().strictly(true));
  }

  /** Has the only node declare this, before the first test and until all have run. */
  public JinxExtension point(Declaration declaration) {
    return point("", declaration);
  }

  /** Has a node declare this, before the first test and until all have run. */
  public JinxExtension point(String node, Declaration declaration) {
    return new JinxExtension(told().with(new Plan.PlannedPoint(node, declaration)));
  }

  /** Ends what a test enabled that long after its JVM has died or stalled; see {@link Jinx}. */
  public JinxExtension lease(Duration time) {
    return new JinxExtension(told().leasing(time));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    origins(context, plan(context));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    run(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof TestAbortedException)) {
      failure.addSuppressed(EventsOfTest.of(EventsOfTest.in(run(context))));
    }
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    finish(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    finish(context); // if one was made for a method of the class
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Jinx.class
        || type == Cluster.class
        || type == NodeProcess.class
        || (type == Point.class && parameter.isAnnotated(JinxPoint.class))
        || (type == int.class && parameter.isAnnotated(JinxPort.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestRun run = run(context);
    Class<?> type = parameter.getParameter().getType();
    String node = parameter.findAnnotation(OnNode.class).map(OnNode::value).orElse("");
    if (type == Cluster.class) {
      return run.cluster();
    }
    if (type == NodeProcess.class) {
      return run.process(node);
    }
    if (type == Point.class) {
      return point(parameter.findAnnotation(JinxPoint.class).orElseThrow(), run, context);
    }
    if (type == int.class) {
      return run.port(parameter.findAnnotation(JinxPort.class).orElseThrow().value());
    }
    return run.jinx(node);
  }

  /** What a constructor is given belongs to its test, where each test has an instance. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static Point point(JinxPoint point, TestRun run, ExtensionContext context) {
    Jinx jinx = run.jinx(point.node());
    if (!point.method().isEmpty()) {
      declared(context).add(jinx, Annotated.declaration(point));
    }
    return jinx.point(point.value());
  }

  private void finish(ExtensionContext context) {
    TestRun run = context.getStore(own).remove(key(context), TestRun.class);
    if (run == null) {
      return;
    }
    Throwable failure = context.getExecutionException().orElse(null);
    try {
      if (failure == null && plan(context).strict()) {
        failure = unhit(run);
      }
      if (failure != null && !(failure instanceof TestAbortedException)) {
        FailureLog.publish(context, run);
      }
    } finally {
      run.close();
    }
    if (failure instanceof Unhit) {
      throw (Unhit) failure;
    }
  }

  /** A test that proves less than it says. */
  private static final class Unhit extends AssertionError {
    private static final long serialVersionUID = 1L;

    Unhit(String message) {
      super(message);
    }
  }

  private static @Nullable Unhit unhit(TestRun run) {
    List<Finding> findings = run.findings();
    if (findings.isEmpty()) {
      return null;
    }
    Unhit unhit =
        new Unhit(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    unhit.addSuppressed(EventsOfTest.of(EventsOfTest.in(run)));
    return unhit;
  }

  private TestRun run(ExtensionContext context) {
    Plan mine = plan(context);
    Origins origins = origins(context, mine);
    return Kept.in(
        context,
        own,
        key(context),
        TestRun.class,
        () -> new TestRun(mine, origins, declared(context)));
  }

  /** Not found by tests below, as what a class has would be by its name alone. */
  private static String key(ExtensionContext context) {
    return "run " + context.getUniqueId();
  }

  private Origins origins(ExtensionContext context, Plan of) {
    String key = "nodes " + (plan == null ? Annotated.owner(context).getName() : "");
    return Kept.in(context, own, key, Origins.class, of.nodes());
  }

  private static Declared declared(ExtensionContext context) {
    return Kept.in(context.getRoot(), ALL, "declared", Declared.class, Declared::new);
  }

  private Plan plan(ExtensionContext context) {
    return plan == null ? Annotated.plan(Annotated.owner(context)) : plan;
  }

  private Plan told() {
    if (plan == null) {
      throw new IllegalStateException("as annotations say: begin with connectedTo, running ..");
    }
    return plan;
  }
}
