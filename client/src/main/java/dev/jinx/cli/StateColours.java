package dev.jinx.cli;

/** The colours of a point's state. */
final class StateColours {
  private StateColours() {}

  /** A padded cell that holds a state's word, or a heading. */
  static String paint(Terminal terminal, String cell) {
    return switch (cell.strip()) {
      case "woven" -> terminal.coloured(cell, Colours.GREEN);
      case "declared" -> terminal.coloured(cell, Colours.YELLOW);
      case "missing", "failed" -> terminal.coloured(cell, Colours.RED);
      default -> cell;
    };
  }
}
