package dev.jinx.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A test with one parameter, the {@link Jdk}, whose parts others show on each one: it runs on the
 * newest one found, and on all of them with {@code -Djinx.fuzz=full}. Shows the targets' output
 * when it fails.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(OnNewestJdk.Newest.class)
@ExtendWith(Targets.class)
public @interface OnNewestJdk {
  /** That one; in order of their versions it is the last. */
  final class Newest implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      boolean full = "full".equals(System.getProperty("jinx.fuzz"));
      return Jdks.all().stream().skip(full ? 0 : Jdks.all().size() - 1).map(Arguments::of);
    }
  }
}
