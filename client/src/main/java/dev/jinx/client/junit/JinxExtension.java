package dev.jinx.client.junit;

import dev.jinx.client.Declaration;
import dev.jinx.client.Jinx;
import dev.jinx.client.JinxBuilder;
import dev.jinx.client.cluster.NodeProcessBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

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
 * <p>A class uses the one or the other; {@link JinxPoint} at the class goes with both. Immutable;
 * safe for tests that run in parallel.
 */
public final class JinxExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        Failing,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final @Nullable Plan plan;
  private final Runs runs;

  /** As the annotations of the test class say. */
  public JinxExtension() {
    this(null);
  }

  private JinxExtension(@Nullable Plan plan) {
    this.plan = plan;
    this.runs = new Runs(plan);
  }

  /** For nodes that run already: {@code HOST:PORT}, or {@code NAME=HOST:PORT} for several. */
  public static JinxExtension connectedTo(String... nodes) {
    return new JinxExtension(Plan.of("nodes", () -> Origins.at(List.of(nodes), "")));
  }

  /** For nodes that are connected to by these, asked anew for each test: containers, say. */
  @SafeVarargs
  public static JinxExtension connectedBy(Supplier<JinxBuilder>... nodes) {
    List<Origin> origins = new ArrayList<>();
    for (Supplier<JinxBuilder> node : nodes) {
      origins.add(new Origin.Elsewhere("", node));
    }
    return new JinxExtension(Plan.of("nodes", () -> Origins.of(origins)));
  }

  /** For processes that are started for the tests. */
  public static JinxExtension running(NodeProcessBuilder... nodes) {
    return new JinxExtension(Plan.of("nodes", () -> Processes.start(nodes)));
  }

  /** For this JVM, into which the agent is loaded unless it is there. */
  public static JinxExtension inThisJvm() {
    return new JinxExtension(Plan.of("nodes", () -> Origins.ofThisJvm("", "")));
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
    runs.open(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    runs.of(context);
  }

  @Override
  public void failed(ExtensionContext context, Throwable failure) {
    runs.failed(context, failure);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    runs.finish(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    runs.finish(context); // if one was made for a method of the class
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.areOurs(parameter);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.of(parameter, runs.of(context), runs.declared(context));
  }

  /** What a constructor is given belongs to its test, where each test has an instance. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private Plan told() {
    if (plan == null) {
      throw new IllegalStateException("as annotations say: begin with connectedTo, running ..");
    }
    return plan;
  }
}
