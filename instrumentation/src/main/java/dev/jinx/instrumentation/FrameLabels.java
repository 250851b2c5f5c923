package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Frames name an object that is not constructed yet by the place of its {@code new}. A hook woven
 * between the label of that place and the {@code new} would move the label away from it; so frames
 * are given labels of their own, which are put right before the instruction.
 */
final class FrameLabels {
  private final Map<Label, Label> own = new HashMap<>();
  private final List<Label> here = new ArrayList<>();

  void label(Label label) {
    here.add(label);
  }

  /** A {@code new} is next. */
  void beforeNew(MethodVisitor to) {
    for (Label label : here) {
      to.visitLabel(of(label));
    }
  }

  /** An instruction has been written. */
  void passed() {
    here.clear();
  }

  private Label of(Label label) {
    Label known = own.get(label);
    if (known == null) {
      known = new Label();
      own.put(label, known);
    }
    return known;
  }

  /** The slots of a frame with the labels that it is to name. */
  Object[] replace(Object[] slots, int count) {
    Object[] replaced = slots;
    for (int i = 0; i < count; i++) {
      if (slots[i] instanceof Label) {
        replaced = replaced == slots ? slots.clone() : replaced;
        replaced[i] = of((Label) slots[i]);
      }
    }
    return replaced;
  }
}
