package dev.jinx.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the guide, or a section of one. */
public final class Guide {
  private static final Path PAGES = Path.of("../docs/guide");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

  private final List<String> lines;

  private Guide(List<String> lines) {
    this.lines = lines;
  }

  /** A row of a table. */
  public record Row(List<String> cells) {
    /** The words in code type of the first cell. */
    public List<String> names() {
      return codeIn(cells.get(0));
    }

    /** The words in code type of a cell, from 0. */
    public List<String> code(int cell) {
      return codeIn(cells.get(cell));
    }
  }

  /** The page of that file's name. */
  public static Guide page(String name) {
    try {
      return new Guide(Files.readAllLines(PAGES.resolve(name)));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** What stands under a heading of two hashes. */
  public Guide section(String heading) {
    int start = lines.indexOf("## " + heading);
    if (start < 0) {
      throw new AssertionError("the page has no section " + heading);
    }
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).startsWith("## ")) {
      end++;
    }
    return new Guide(lines.subList(start + 1, end));
  }

  /** The rows of the only table with that head. */
  public List<Row> table(String head) {
    List<List<Row>> tables = tables(head);
    if (tables.size() != 1) {
      throw new AssertionError(tables.size() + " tables begin with " + head);
    }
    return tables.get(0);
  }

  /** The tables with that head, from top to bottom. */
  public List<List<Row>> tables(String head) {
    List<List<Row>> tables = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(head)) {
        List<Row> rows = new ArrayList<>();
        for (int row = i + 2; row < lines.size() && lines.get(row).startsWith("|"); row++) {
          rows.add(row(lines.get(row)));
        }
        tables.add(rows);
      }
    }
    return tables;
  }

  private static Row row(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : BAR.split(line.substring(1))) {
      cells.add(cell.strip().replace("\\|", "|"));
    }
    return new Row(List.copyOf(cells));
  }

  /** The names in the first cells of rows. */
  public static List<String> names(List<Row> rows) {
    return rows.stream().flatMap(row -> row.names().stream()).toList();
  }

  /** All words in code type, outside of blocks. */
  public List<String> code() {
    List<String> words = new ArrayList<>();
    boolean block = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        block = !block;
      } else if (!block) {
        words.addAll(codeIn(line.replace("\\|", "|")));
      }
    }
    return words;
  }

  /** All of it, blocks too. */
  public String text() {
    return String.join("\n", lines);
  }

  private static List<String> codeIn(String text) {
    List<String> words = new ArrayList<>();
    Matcher code = CODE.matcher(text);
    while (code.find()) {
      words.add(code.group(1));
    }
    return words;
  }
}
