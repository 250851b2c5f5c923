package dev.jinx.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Columns as wide as their widest cell, two spaces apart. */
final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths;

  Table(String... headings) {
    widths = new int[headings.length];
    row(headings);
  }

  void row(String... cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells[i].length());
    }
    rows.add(cells);
  }

  /** The rows as lines; the painter gets a column's number and a padded cell. */
  List<String> lines(BiFunction<Integer, String, String> painter) {
    List<String> lines = new ArrayList<>();
    for (String[] cells : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean last = i == widths.length - 1;
        String cell = last ? cells[i] : cells[i] + " ".repeat(widths[i] - cells[i].length());
        line.append(painter.apply(i, cell)).append(last ? "" : "  ");
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
