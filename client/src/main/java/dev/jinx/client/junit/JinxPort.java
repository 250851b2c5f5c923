package dev.jinx.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An {@code int} parameter that is to be what {@code {port}} stood for in a {@link JinxProcess}.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface JinxPort {
  /** The node's name; may be left out where there is one. */
  String value() default "";
}
