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

  void add(Label start, Label end, Label handler, @Nullable String type) {
    blocks.add(new Block(start, end, handler, type));
  }

  /** The code between these two places is in no handler's reach. */
  void leaveOut(Label from, Label to) {
    outside.add(from);
    outside.add(to);
  }

  /** Writes the table in its order, which decides where several handlers reach; after the code. */
  void write(MethodVisitor to) {
    for (Block block : blocks) {
      Label start = block.start;
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
      if (start == block.start || !isEmpty(start, block.end)) {
        to.visitTryCatchBlock(start, block.end, block.handler, block.type);
      }
    }
  }

  /** The code is written: all labels have their offsets. */
  private static boolean isEmpty(Label start, Label end) {
    return start.getOffset() >= end.getOffset();
  }
}
