package dev.jinx.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in columns, printed as it stands in the docs. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();

  Table(String... heads) {
    rows.add(heads);
  }

  void row(String... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells");
    }
    rows.add(cells);
  }

  /** Whether a measured value keeps to its budget. */
  static String verdict(boolean met) {
    return met ? "met" : "MISSED";
  }

  void print() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    System.out.println();
    for (int r = 0; r < rows.size(); r++) {
      System.out.println(line(rows.get(r), widths));
      if (r == 0) {
        StringBuilder rule = new StringBuilder("|");
        for (int width : widths) {
          rule.append("-".repeat(width + 2)).append('|');
        }
        System.out.println(rule);
      }
    }
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < row.length; i++) {
      line.append(' ').append(row[i]).append(" ".repeat(widths[i] - row[i].length())).append(" |");
    }
    return line.toString();
  }
}
