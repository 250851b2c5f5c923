package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Whether the method's code holds a monitor at the present instruction, told in one pass. Where
 * that cannot be told, such as behind code that is entered from further down only, it says yes.
 */
final class Monitors {
  private static final class Block {
    final Label start;
    final Label end;
    final Label handler;
    final boolean catchesAll;
    boolean open;

    Block(Label start, Label end, Label handler, boolean catchesAll) {
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.catchesAll = catchesAll;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final Map<Label, Integer> arrivals = new HashMap<>();
  private int held;
  private boolean any;
  private boolean fallsThrough = true;

  /** A handler of the method; all of them come before the code. */
  void block(Label start, Label end, Label handler, @Nullable String type) {
    blocks.add(new Block(start, end, handler, type == null));
  }

  boolean mayBeHeld() {
    return held > 0;
  }

  /** An instruction is next; what it throws goes to the first handler that takes it. */
  void before() {
    fallsThrough = true;
    for (Block block : blocks) {
      if (block.open) {
        jump(block.handler);
        if (block.catchesAll) {
          return;
        }
      }
    }
  }

  /** An instruction without operands. */
  void passed(int opcode) {
    if (opcode == Opcodes.MONITORENTER) {
      any = true;
      held++;
    } else if (opcode == Opcodes.MONITOREXIT) {
      held = Math.max(0, held - 1);
    } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
      end();
    }
  }

  void jump(Label to) {
    Integer known = arrivals.get(to);
    arrivals.put(to, known == null ? held : Math.max(known, held));
  }

  /** The next instruction does not follow. */
  void end() {
    fallsThrough = false;
  }

  void label(Label label) {
    Integer arrival = arrivals.get(label);
    if (fallsThrough) {
      held = arrival == null ? held : Math.max(held, arrival);
    } else if (arrival != null) {
      held = arrival;
      fallsThrough = true;
    } else if (any) {
      // Maybe a loop's body, entered from below; another label of this place may be known.
      held = Math.max(held, 1);
    }
    for (Block block : blocks) {
      block.open = block.start == label || block.open && block.end != label;
    }
  }
}
