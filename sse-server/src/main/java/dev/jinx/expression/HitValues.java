package dev.jinx.expression;

import dev.jinx.bootstrap.Carried;
import dev.jinx.bootstrap.HitView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a hit. What has to be copied is copied once, when it is asked for. */
final class HitValues implements Values {
  private final HitView hit;
  private @Nullable Object @Nullable [] args;
  private @Nullable Locals locals;
  private @Nullable Map<String, Object> facts;

  HitValues(HitView hit) {
    this.hit = hit;
  }

  @Override
  public @Nullable Object self() {
    return hit.self();
  }

  @Override
  public @Nullable Object[] args() {
    @Nullable Object[] known = args;
    if (known == null) {
      known = hit.args();
      args = known;
    }
    return known;
  }

  @Override
  public @Nullable Object result() {
    return hit.result();
  }

  @Override
  public @Nullable Throwable exception() {
    return hit.exception();
  }

  @Override
  public Thread thread() {
    return hit.thread();
  }

  @Override
  public long hit() {
    return hit.number();
  }

  @Override
  public Map<String, String> parameters() {
    return hit.parameters();
  }

  @Override
  public String point() {
    return hit.point();
  }

  @Override
  public Locals locals() {
    Locals known = locals;
    if (known == null) {
      known = new Locals(hit.locals());
      locals = known;
    }
    return known;
  }

  @Override
  public @Nullable Object fact(String name) {
    Map<String, Object> known = facts;
    if (known == null) {
      Carried carried = hit.carried();
      known = carried == null ? Map.of() : carried.facts();
      facts = known;
    }
    return known.get(name);
  }

  @Override
  public Frames stack() {
    return Frames.stack();
  }

  @Override
  public @Nullable String caller() {
    return Frames.caller();
  }

  @Override
  public Frames callers() {
    return Frames.callers();
  }
}
