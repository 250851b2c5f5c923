package dev.jinx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an injection point in the annotated method or constructor.
 *
 * <p>It does nothing by itself: without the agent it is not even looked at, and the agent finds it
 * by its name in the class file, so that the application runs without this class.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface InjectionPoint {
  /**
   * The point's name: 1 to 128 of {@code A-Z a-z 0-9 . _ -}. Without one it is the class's simple
   * name, a dot and the method's. Methods that share a name are one point.
   */
  String value() default "";

  /** Where in the method: as the YAML's {@code at}, such as {@code exit} or {@code line 42}. */
  String at() default "entry";
}
