package dev.jinx.bootstrap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a point at one moment: nothing is ever silently not woven. */
public final class PointState {
  private final List<Woven> woven;
  private final int without;
  private final @Nullable String failure;

  /**
   * @param without classes that a wildcard or subtype selector means, but that have no such method
   */
  PointState(List<Woven> woven, int without, @Nullable String failure) {
    this.woven = woven;
    this.without = without;
    this.failure = failure;
  }

  /** {@code declared}, {@code woven}, {@code missing} or {@code failed}. */
  public String word() {
    if (failure != null) {
      return "failed";
    }
    boolean failed = false;
    for (Woven told : woven) {
      if (!told.methods().isEmpty()) {
        return "woven";
      }
      failed |= told.failure() != null;
    }
    return failed ? "failed" : woven.isEmpty() && without == 0 ? "declared" : "missing";
  }

  /** What is wrong or still to come, for people; null where it is woven. */
  public @Nullable String reason() {
    if (failure != null) {
      return failure;
    }
    switch (word()) {
      case "declared":
        return "no class that it selects has been loaded yet";
      case "missing":
        return woven.isEmpty()
            ? without + " classes that it selects are loaded, none with such a method or place"
            : woven.get(0).className() + " " + woven.get(0).missing();
      case "failed":
        for (Woven told : woven) {
          if (told.failure() != null) {
            return told.className() + ": " + told.failure();
          }
        }
        return null;
      default:
        return null;
    }
  }

  /** Names near the missing method. */
  public List<String> nearest() {
    return word().equals("missing") && !woven.isEmpty() ? woven.get(0).nearest() : List.of();
  }

  /** The classes into which it was woven, one for each loader. */
  public List<Woven> sites() {
    List<Woven> sites = new ArrayList<>();
    for (Woven told : woven) {
      if (!told.methods().isEmpty()) {
        sites.add(told);
      }
    }
    return sites;
  }
}
