package dev.jinx.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Calls a woven method once more with the values of a hit: that very method, whatever overrides it.
 * The call goes by the site of the hit without another one. Immutable.
 */
final class Recall {
  private final Site site;

  // Takes this, where there is one, and the arguments; answers null for void.
  private final MethodHandle method;

  private Recall(Site site, MethodHandle method) {
    this.site = site;
    this.method = method;
  }

  /**
   * @param word the action's, for messages
   * @throws MisfitException where no method begins, or it cannot be called
   */
  static Recall of(String word, Place place) throws MisfitException {
    Site site = place.site();
    String label = site.label();
    int hash = label.indexOf('#');
    String name = label.substring(hash + 1, label.indexOf('('));
    if (!site.point().declaration().position().equals(Position.ENTRY)) {
      throw new MisfitException(
          word
              + " acts on whole calls, at the entry of a method; this point is at '"
              + site.point().declaration().position().word()
              + "' of "
              + label);
    }
    if (name.charAt(0) == '<' || site.shape().stays() != null) {
      throw new MisfitException(
          word + " acts on calls of methods; " + label + " makes an object or a class");
    }
    Class<?> type = place.load(label.substring(0, hash));
    try {
      MethodType descriptor =
          MethodType.fromMethodDescriptorString(site.shape().descriptor(), type.getClassLoader());
      MethodHandle found =
          site.shape().isStatic()
              ? Reach.lookup(type).findStatic(type, name, descriptor)
              : Reach.lookup(type).findSpecial(type, name, descriptor, type);
      MethodHandle all = found.asFixedArity();
      return new Recall(
          site,
          all.asSpreader(Object[].class, all.type().parameterCount())
              .asType(MethodType.methodType(Object.class, Object[].class)));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException closed) {
      throw new MisfitException(word + " cannot call " + label + ": " + closed);
    }
  }

  /** The point at which calls were taken. */
  String point() {
    return site.point().name();
  }

  String label() {
    return site.label();
  }

  /**
   * Calls it, on a thread that has its guard; it has it again afterwards.
   *
   * @param values as the site passed them
   * @throws Throwable what the method throws
   */
  void call(@Nullable Object[] values) throws Throwable {
    Thread thread = Thread.currentThread();
    ThreadTable table = Threads.table(thread);
    Pass outer = table.pass(thread);
    table.pass(thread, new Pass(site));
    try {
      Object ignored = (Object) method.invokeExact(values);
    } finally {
      table.pass(thread, outer);
      if (table.claim(thread)) {
        table.hold(thread);
      }
    }
  }
}
