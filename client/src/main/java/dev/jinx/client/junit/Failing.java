package dev.jinx.client.junit;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Every way in which a test fails: in its own method, in one before or after it, in a {@link
 * DynamicTest} that it made.
 */
interface Failing
    extends TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        InvocationInterceptor {
  /** It failed, and the failure is about to be thrown. */
  void failed(ExtensionContext context, Throwable failure);

  @Override
  default void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed(context, failure);
    throw failure;
  }

  @Override
  default void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed(context, failure);
    throw failure;
  }

  @Override
  default void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed(context, failure);
    throw failure;
  }

  @Override
  default void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed(context, failure);
    throw failure;
  }

  @Override
  default void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed(context, failure);
    throw failure;
  }

  /** The handlers above are not asked for these. */
  @Override
  default void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      failed(context, failure);
      throw failure;
    }
  }
}
