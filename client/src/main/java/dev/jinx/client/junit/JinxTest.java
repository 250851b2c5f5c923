package dev.jinx.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class use points. Their methods, and constructors, may have parameters of these
 * types: {@link dev.jinx.client.Jinx}, {@link dev.jinx.client.Point} with {@link JinxPoint}, {@link
 * dev.jinx.client.cluster.Cluster}, {@link dev.jinx.client.cluster.NodeProcess}, {@code int} with
 * {@link JinxPort}.
 *
 * <p>The program under test is, in this order: the nodes of {@link #address}; the processes of
 * {@link JinxProcess}; what the property {@code jinx.address} or the variable {@code JINX_ADDRESS}
 * names; those of {@code jinx.nodes} or {@code JINX_NODES}; this JVM, into which the agent is
 * loaded unless it is there. A nested class takes that from the classes around it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(JinxExtension.class)
public @interface JinxTest {
  /** Nodes that run already: {@code HOST:PORT}, or {@code NAME=HOST:PORT} for several. */
  String[] address() default {};

  /**
   * The file with their bearer token; without it, what the property {@code jinx.token-file} or the
   * variable {@code JINX_TOKEN_FILE} names.
   */
  String tokenFile() default "";

  /** The configuration, if the agent has to be loaded into this JVM: one for all its classes. */
  String config() default "";

  /**
   * Fails a test that passed, but left something to say of the points that it enabled: never hit,
   * or its condition never true. So do the nested classes.
   */
  boolean strict() default false;
}
