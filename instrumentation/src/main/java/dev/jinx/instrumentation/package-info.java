/**
 * What reads and changes bytecode: selectors, the pre-filter that every class passes, and the
 * weaver.
 *
 * <p>Guarantees: a class that no point selects is returned untouched after a look at its name, and
 * at its constant pool where annotations are looked for; a fault here leaves the class as it was
 * and shows in the state of the point; nothing keeps an application's class or loader alive. On the
 * premain path: no lambdas, no {@code java.util.logging}, no JMX.
 */
@NullMarked
package dev.jinx.instrumentation;

import org.jspecify.annotations.NullMarked;
