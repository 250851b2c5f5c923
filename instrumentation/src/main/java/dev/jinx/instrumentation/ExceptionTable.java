package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The handlers of a method, kept back until its code is written, and then cut around the hooks that
 * no handler of the method's own may see: what such a hook throws leaves the method.
 */
final class ExceptionTable {
  private static final class Block {
    final Label start;
    final Label end;
    final Label handler;
    final @Nullable String type;

    Block(Label start, Label end, Label handler, @Nullable String type) {
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.type = type;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  /** Where such hooks begin and end, in the order of the code. */
  private final List<Label> outside = new ArrayList<>();

  /** Where hooks begin and end that belong to the handler of a monitor that begins behind them. */
  private final List<Label> entered = new ArrayList<>();

  void add(Label start, Label end, Label handler, @Nullable String type) {
    blocks.add(new Block(start, end, handler, type));
  }

  /** The code between these two places is in no handler's reach. */
  void leaveOut(Label from, Label to) {
    outside.add(from);
    outside.add(to);
  }

  /**
   * The code between these two places, right after a monitor was got, is in the reach of the
   * handler that gives it back, which begins at the second.
   */
  void takeIn(Label from, Label to) {
    entered.add(from);
    entered.add(to);
  }

  /** Where the block starts, with what was taken in. */
  private Label start(Block block) {
    for (int i = 0; i < entered.size(); i += 2) {
      if (entered.get(i + 1).getOffset() == block.start.getOffset() && block == last(block.start)) {
        return entered.get(i);
      }
    }
    return block.start;
  }

  /** Of the blocks that start there and catch all, the outermost: inner ones come before it. */
  private @Nullable Block last(Label start) {
    Block last = null;
    for (Block block : blocks) {
      boolean there = block.start.getOffset() == start.getOffset();
      last = there && block.type == null && !isEmpty(start, block.end) ? block : last;
    }
    return last;
  }

  /** Writes the table in its order, which decides where several handlers reach; after the code. */
  void write(MethodVisitor to) {
    for (Block block : blocks) {
      Label first = start(block);
      Label start = first;
      for (int i = 0; i < outside.size() && !isEmpty(start, block.end); i += 2) {
        Label from = outside.get(i);
        Label until = outside.get(i + 1);
        if (isEmpty(start, until) || isEmpty(from, block.end)) {
          continue;
        }
        if (!isEmpty(start, from)) {
          to.visitTryCatchBlock(start, from, block.handler, block.type);
        }
        start = until;
      }
      // One that was empty from the start is written as it is: the JVM is to judge it.
      if (start == first || !isEmpty(start, block.end)) {
        to.visitTryCatchBlock(start, block.end, block.handler, block.type);
      }
    }
  }

  /** The code is written: all labels have their offsets. */
  private static boolean isEmpty(Label start, Label end) {
    return start.getOffset() >= end.getOffset();
  }
}
