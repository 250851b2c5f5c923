package dev.jinx.instrumentation;

import dev.jinx.bootstrap.Position;
import dev.jinx.net.NetSelector;
import dev.jinx.net.NetSelectorException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a point is in: {@code com.acme.Store#commit(long)}, with {@code *} and {@code **}
 * in names, {@code +} for subtypes, {@code (..)} or nothing for any arguments, or a JVM descriptor.
 * Immutable.
 */
public final class Selector {
  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private final String text;
  private final String className;
  private final boolean subtypes;
  private final String method;
  private final @Nullable Arguments arguments;
  private final @Nullable NetSelector net;

  Selector(
      String text,
      String className,
      boolean subtypes,
      String method,
      @Nullable Arguments arguments) {
    this.text = text;
    this.className = className;
    this.subtypes = subtypes;
    this.method = method;
    this.arguments = arguments;
    this.net = null;
  }

  private Selector(NetSelector net) {
    this.text = net.text();
    this.className = "net";
    this.subtypes = false;
    this.method = "*";
    this.arguments = null;
    this.net = net;
  }

  /**
   * Reads a selector.
   *
   * @throws SelectorException with the column and what would be right
   */
  public static Selector parse(String text) throws SelectorException {
    if (text.startsWith(NetSelector.START)) {
      try {
        return new Selector(NetSelector.parse(text));
      } catch (NetSelectorException wrong) {
        throw new SelectorException(wrong.column(), wrong.reason());
      }
    }
    return new SelectorParser(text, false).parse();
  }

  /**
   * Reads a selector of fields: {@code com.acme.Store#size}.
   *
   * @throws SelectorException with the column and what would be right
   */
  static Selector parseField(String text) throws SelectorException {
    return new SelectorParser(text, true).parse();
  }

  /** Which connections it means, where it means no methods; else null. */
  public @Nullable NetSelector net() {
    return net;
  }

  /**
   * Whether what it means has such places.
   *
   * @throws SelectorException with the column in {@code at}, where it has not
   */
  public void check(Position position) throws SelectorException {
    if (net != null && !position.equals(Position.ENTRY)) {
      throw new SelectorException(1, "a point on connections has no position; leave out 'at'");
    }
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** The class as written, with dots. */
  public String className() {
    return className;
  }

  /** The method's name as written. */
  public String method() {
    return method;
  }

  /** Whether it names one class. */
  public boolean isExact() {
    return !subtypes && !Glob.isPattern(className);
  }

  /** Whether subtypes of the named class count. */
  public boolean subtypes() {
    return subtypes;
  }

  /** Why the class that it names is never woven; null where it may be, or where it names none. */
  @Nullable String prohibited() {
    return isExact() ? Prohibited.reason(className.replace('.', '/')) : null;
  }

  /** Whether the class itself is meant, subtypes aside. */
  boolean matchesClass(String dottedName) {
    return Glob.isPattern(className)
        ? Glob.matches(className, dottedName)
        : className.equals(dottedName);
  }

  /**
   * Whether classes of the JDK may be meant: not by a wildcard that stands before the first dot,
   * whose author thinks of a program, and would get the JDK's ten thousand classes too.
   */
  public boolean reachesJdk() {
    int star = className.indexOf('*');
    int dot = className.indexOf('.');
    return star < 0 || dot >= 0 && dot < star;
  }

  /** Whether classes of the JDK are likely to be meant, so that it pays to get ready for them. */
  boolean looksToJdk() {
    boolean named = false;
    for (String start : JDK) {
      named |= className.startsWith(start);
    }
    return named || subtypes || Glob.isPattern(className) && reachesJdk();
  }

  /** Whether the name is written out, so that also methods that compilers make are meant. */
  boolean namesMethod(String name) {
    return method.equals(name) || method.indexOf('$') >= 0;
  }

  /** Whether that method, or field, of a matching class is meant. */
  boolean matchesMethod(String name, String descriptor) {
    boolean named =
        method.equals(name)
            || name.charAt(0) != '<' && Glob.isPattern(method) && Glob.matches(method, name);
    return named && (arguments == null || arguments.match(descriptor));
  }

  /** Whether the arguments are written as a JVM descriptor, which names exactly one method. */
  boolean hasDescriptor() {
    return arguments != null && arguments.isDescriptor();
  }

  /** Names of a class that may have been meant instead of a missing method. */
  static List<String> near(String wanted, List<String> methods) {
    int open = wanted.indexOf('(');
    List<String> near =
        dev.jinx.bootstrap.Names.nearest(open < 0 ? wanted : wanted.substring(0, open), methods);
    return near;
  }
}
