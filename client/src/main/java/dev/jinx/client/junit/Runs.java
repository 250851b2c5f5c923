package dev.jinx.client.junit;

import dev.jinx.client.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/** The runs of the tests of one extension: begun when one is asked for, finished with its test. */
final class Runs {
  private static final Namespace ALL = Namespace.create(JinxExtension.class);

  private final Namespace own = Namespace.create(JinxExtension.class, this);
  private final @Nullable Plan told;

  /** As that plan says, or, without one, as annotations do. */
  Runs(@Nullable Plan told) {
    this.told = told;
  }

  /** Sees to it that the nodes of a class are there. */
  void open(ExtensionContext context) {
    origins(context, plan(context));
  }

  /** The run of a test, or of a class. */
  TestRun of(ExtensionContext context) {
    Plan plan = plan(context);
    Origins origins = origins(context, plan);
    Declared declared = declared(context);
    return Kept.in(
        context, own, key(context), TestRun.class, () -> new TestRun(plan, origins, declared));
  }

  /** What tests have declared, all of them together. */
  Declared declared(ExtensionContext context) {
    return Kept.in(context.getRoot(), ALL, "declared", Declared.class, Declared::new);
  }

  /** Gives the failure of a test the events, unless another one that came before has them. */
  void failed(ExtensionContext context, Throwable failure) {
    boolean known =
        context.getExecutionException().isPresent()
            || Arrays.stream(failure.getSuppressed()).anyMatch(EventsOfTest.class::isInstance);
    TestRun run = known || failure instanceof TestAbortedException ? null : nearest(context);
    if (run != null) {
      run.failed(failure);
    }
  }

  /** Ends the run, if there is one; fails a test that a strict plan does not let pass. */
  void finish(ExtensionContext context) {
    TestRun run = context.getStore(own).remove(key(context), TestRun.class);
    if (run == null) {
      return;
    }
    Unhit unhit = null;
    try {
      run.killStopped();
      Throwable failure = context.getExecutionException().orElse(run.failure());
      if (failure == null && plan(context).strict()) {
        unhit = unhit(run);
        failure = unhit;
      }
      if (failure != null && !(failure instanceof TestAbortedException)) {
        FailureLog.publish(context, run);
      }
    } finally {
      run.close();
    }
    if (unhit != null) {
      throw unhit;
    }
  }

  private static @Nullable Unhit unhit(TestRun run) {
    List<Finding> findings = run.findings();
    if (findings.isEmpty()) {
      return null;
    }
    Unhit unhit = new Unhit(findings);
    run.failed(unhit);
    return unhit;
  }

  /** A dynamic test has none of its own, but that of the method which made it. */
  private @Nullable TestRun nearest(ExtensionContext context) {
    Optional<ExtensionContext> each = Optional.of(context);
    while (each.isPresent()) {
      TestRun run = each.get().getStore(own).get(key(each.get()), TestRun.class);
      if (run != null) {
        return run;
      }
      each = each.get().getParent();
    }
    return null;
  }

  /** Not found by tests below, as what a class has would be by its name alone. */
  private static String key(ExtensionContext context) {
    return "run " + context.getUniqueId();
  }

  private Origins origins(ExtensionContext context, Plan plan) {
    return Kept.in(context, own, plan.underTest(), Origins.class, plan.nodes());
  }

  private Plan plan(ExtensionContext context) {
    return told == null ? Annotated.plan(context) : Annotated.plan(context, told);
  }
}
