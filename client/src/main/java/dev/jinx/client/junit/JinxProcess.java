package dev.jinx.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A process with the agent, started before the first test of this class and killed after the last.
 * Several make a cluster. In {@link #arguments}, {@link #command} and {@link #environment}, {@code
 * {port}} stands for a free port that it keeps over restarts, {@code {port:NAME}} for that of
 * another.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(JinxProcesses.class)
@ExtendWith(JinxExtension.class)
public @interface JinxProcess {
  /** The node's name. */
  String name() default "node";

  /** What {@code java -jar} runs. */
  String jar() default "";

  /** The main class to run, instead of a jar. */
  String mainClass() default "";

  /** Its class path; without it, that of the tests. */
  String[] classPath() default {};

  /** What the program gets. */
  String[] arguments() default {};

  /** What the JVM gets. */
  String[] jvm() default {};

  /**
   * Any command that starts a JVM, a script too, instead of all these. A relative path of its
   * program is from {@link #directory}, else from where the tests run.
   */
  String[] command() default {};

  /** Where it runs; without it in a directory of its own, which goes when it ends. */
  String directory() default "";

  /** More variables, as {@code NAME=VALUE}. */
  String[] environment() default {};

  /** Its configuration. */
  String config() default "";

  /** Points of its configuration, beside those of the file; each with a method. */
  JinxPoint[] points() default {};

  /** The pattern of the main class that is meant, where the command starts other JVMs, too. */
  String agentOnlyIn() default "";
}
