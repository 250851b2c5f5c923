package dev.jinx.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * A hit at a point some arm of which looks at the hit's values, or has to fit the method.
 * Conditions run code of the application and may take long: they are asked outside of any section,
 * and what was found then is looked at once more within.
 */
final class Look {
  private final Linked linked;
  private final @Nullable Object @Nullable [] values;
  private final ThreadTable table;
  private final Thread thread;

  private int term = Chain.NOTHING;
  private @Nullable Waiter waiter;

  Look(Linked linked, @Nullable Object @Nullable [] values, ThreadTable table, Thread thread) {
    this.linked = linked;
    this.values = values;
    this.table = table;
    this.thread = thread;
  }

  @Nullable Object hit() throws Throwable {
    Hit.hold(table, thread);
    Chosen chosen;
    try {
      chosen = choose();
    } catch (Throwable fault) {
      // Out of stack, or application code that fails in being told: it is not to leave from here.
      Faults.count("looking at a hit", fault);
      return null;
    }
    return chosen == null ? null : act(chosen.arm, chosen.effects, chosen.view);
  }

  private static final class Chosen {
    final Arm arm;
    final Effect[] effects;
    final @Nullable HitView view;

    Chosen(Arm arm, Effect[] effects, @Nullable HitView view) {
      this.arm = arm;
      this.effects = effects;
      this.view = view;
    }
  }

  private @Nullable Chosen choose() {
    Arm[] before = {};
    Arm[] arms;
    do {
      arms = Callbacks.current.of(linked.site.point());
      for (Arm arm : arms) {
        if (!arm.isOn() || isAmong(before, arm)) {
          continue;
        }
        Effect[] effects = effects(arm);
        HitView view = effects == null ? null : view(arm);
        if (effects != null && (!arm.looks() || view != null) && take(arm, view)) {
          return new Chosen(arm, effects, view);
        }
      }
      before = arms;
      // Enabled anew meanwhile: the new arm may want this hit.
    } while (arms != Callbacks.current.of(linked.site.point()));
    return null;
  }

  /** Whether the arm had its chance: a hit arrives once under each. */
  private static boolean isAmong(Arm[] before, Arm arm) {
    for (Arm other : before) {
      if (other == arm) {
        return true;
      }
    }
    return false;
  }

  /** What the arm does here; null where it cannot act, which is told then. */
  private Effect @Nullable [] effects(Arm arm) {
    if (!arm.terms().isFitted()) {
      return new Effect[0];
    }
    try {
      return linked.effects(arm);
    } catch (MisfitException wrong) {
      Fitting.tell(table, arm, linked.site, wrong.reason(), thread);
    } catch (Throwable fault) {
      Faults.count("fitting an action", fault);
    }
    return null;
  }

  /** The hit's values, where the arm looks at them and its condition holds. */
  private @Nullable HitView view(Arm arm) {
    if (!arm.looks() || values == null) {
      // An arm that began just now: this call was linked without values still.
      return null;
    }
    HitView view = new HitView(linked.site, arm, thread, arm.arrive(), values);
    return arm.holds(view) ? view : null;
  }

  private boolean take(Arm arm, @Nullable HitView view) {
    Note note = null;
    boolean published = false;
    CallThread taker = null;
    try {
      Capture capture = arm.capture();
      if (capture != null && view != null) {
        note = Note.json(capture.render(view));
      }
      // Before the section, which is not to last as long as it takes to start a thread.
      taker = arm.terms().holds() ? CallThread.admitAndTake() : null;
      int ticket = table.enter();
      try {
        if (!Callbacks.current.has(arm)) {
          return false;
        }
        term = arm.take();
        if (term == Arm.LOST) {
          return false;
        }
        published = true;
        Thread parks = term < 0 ? null : parks(arm.terms().action(term), taker);
        if (parks != null) {
          waiter = Hit.park(linked, arm, term, table, note, thread, parks);
        } else {
          Hit.publish(linked, arm, term, table, note, thread);
        }
      } finally {
        table.leave(ticket);
      }
      Wake.scribe();
      return true;
    } catch (Throwable fault) {
      Faults.count("publishing a hit", fault);
      table.drop();
      return published;
    } finally {
      if (taker != null && (waiter == null || waiter.thread() != taker)) {
        taker.giveBack();
      }
    }
  }

  /** Who parks: the thread itself, or the one that takes its call over; null where nobody does. */
  private @Nullable Thread parks(Action action, @Nullable CallThread taker) {
    return !action.parks() ? null : action.takesOver() ? taker : thread;
  }

  private @Nullable Object act(Arm arm, Effect[] effects, @Nullable HitView view) throws Throwable {
    if (term < 0) {
      return null;
    }
    Effect effect = effects.length == 0 ? arm.terms().action(term) : effects[term];
    return effect.act(new Turn(arm, term, waiter, view));
  }
}
