package dev.jinx.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around a site: its method, and what its woven code passes. Immutable. */
public final class Shape {
  /** The values of a site are the one at hand, then {@code this}, then the arguments. */
  public enum AtHand {
    /** None. */
    NOTHING,
    /**
     * What the method, or the call before the site, returns; or the value read or written there.
     */
    RESULT,
    /** The exception that leaves the method, or is thrown there. */
    EXCEPTION
  }

  private final String descriptor;
  private final boolean isStatic;
  private final AtHand atHand;
  private final @Nullable String stays;
  private final List<String> names;
  private final int arguments;

  /** A site whose values have no names. */
  public Shape(String descriptor, boolean isStatic, AtHand atHand, @Nullable String stays) {
    this(descriptor, isStatic, atHand, stays, List.of());
  }

  /**
   * @param descriptor of the method, such as {@code (J)V}
   * @param isStatic whether it has no {@code this}
   * @param atHand what the site's first value is
   * @param stays why the method cannot be left with a value there, for people; null where it can
   * @param names of the values after {@code this}, as the class file tells them: the arguments
   *     first, then local variables that the site passes besides; an empty one is not known
   */
  public Shape(
      String descriptor,
      boolean isStatic,
      AtHand atHand,
      @Nullable String stays,
      List<String> names) {
    this.descriptor = descriptor;
    this.isStatic = isStatic;
    this.atHand = atHand;
    this.stays = stays;
    this.names = names;
    this.arguments = count(descriptor);
  }

  /** The method's descriptor. */
  public String descriptor() {
    return descriptor;
  }

  /** What the method returns, as a descriptor: {@code I}, {@code Ljava/lang/String;}. */
  public String returns() {
    return descriptor.substring(descriptor.indexOf(')') + 1);
  }

  /** Whether the method has no {@code this}. */
  public boolean isStatic() {
    return isStatic;
  }

  /** What the first value is. */
  public AtHand atHand() {
    return atHand;
  }

  private static int count(String descriptor) {
    int count = 0;
    for (int at = 1; descriptor.charAt(at) != ')'; at++) {
      while (descriptor.charAt(at) == '[') {
        at++;
      }
      at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) : at;
      count++;
    }
    return count;
  }

  /** How many arguments the method has. */
  int arguments() {
    return arguments;
  }

  /** Names of the values after {@code this}; fewer, or empty ones, where they are not known. */
  List<String> names() {
    return names;
  }

  String key() {
    return (isStatic ? "static " : "") + descriptor + " " + atHand + " " + stays + " " + names;
  }

  /** Why the method cannot be left with a value at the site, or null. */
  public @Nullable String stays() {
    return stays;
  }
}
