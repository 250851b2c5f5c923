package dev.jinx.instrumentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the code of a line begins. The table of line numbers also says where code comes back to a
 * line: {@code f(} on one line with arguments on the next ones is called on the first again. There
 * the operand stack is not empty, as it is where a statement begins, also in each of the copies
 * that compilers make of a finally block; only a handler begins with its exception on the stack.
 */
final class LinePlaces {
  private final Set<Integer> begun = new HashSet<>();
  private final List<Integer> here = new ArrayList<>();
  private boolean handler;

  /** The next instruction belongs to that line. */
  void line(int line) {
    if (!here.contains(line)) {
      here.add(line);
    }
  }

  /** The next instruction has a label, which may be that of a handler. */
  void here(boolean isHandler) {
    handler |= isHandler;
  }

  /** The lines that begin at the instruction that is next. */
  List<Integer> beginning(boolean reachable, boolean emptyStack) {
    List<Integer> beginning = List.of();
    if (!here.isEmpty() && reachable) {
      beginning = new ArrayList<>();
      for (Integer line : here) {
        boolean begins = emptyStack || handler;
        if (begins || !begun.contains(line)) {
          beginning.add(line);
        }
        if (begins) {
          begun.add(line);
        }
      }
    }
    here.clear();
    handler = false;
    return beginning;
  }
}
