package dev.jinx.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A point. At a parameter of type {@link dev.jinx.client.Point}: which one. With a {@link #method}
 * it is declared, too: at a parameter or a test class when the first test needs it, and until all
 * tests have run; at a {@link JinxProcess} from the first instruction on.
 */
@Documented
@Inherited
@Target({ElementType.PARAMETER, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(JinxPoints.class)
public @interface JinxPoint {
  /** Its name. */
  String value();

  /** Where it is, as a selector; empty for one that is declared elsewhere. */
  String method() default "";

  /** The position within the method; the entry without it. */
  String at() default "";

  /** The terms of an arm that brings none. */
  String action() default "";

  /** The condition of an arm that brings none. */
  String when() default "";

  /** Expressions whose values go into events, as {@code NAME=EXPRESSION}. */
  String[] capture() default {};

  /** The node that it is at, where there are several. */
  String node() default "";
}
