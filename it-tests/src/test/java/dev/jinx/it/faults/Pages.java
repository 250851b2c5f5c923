package dev.jinx.it.faults;

import dev.jinx.it.guide.Guide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pages of the guide, as tests read them. */
public final class Pages {
  private Pages() {}

  public static List<String> lines(String page) {
    try {
      return Files.readAllLines(Path.of("../docs/guide").resolve(page));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** The code blocks of that kind, such as {@code yaml} or {@code terms count}; at least one. */
  public static List<List<String>> blocks(String page, String kind) {
    List<List<String>> blocks = new ArrayList<>();
    for (Guide.Block block : Guide.of(page).blocks()) {
      if (block.kind().equals(kind)) {
        blocks.add(block.lines());
      }
    }
    if (blocks.isEmpty()) {
      throw new AssertionError(page + " has no block of " + kind);
    }
    return blocks;
  }

  /** The lines of the only block of that kind. */
  public static List<String> block(String page, String kind) {
    List<List<String>> blocks = blocks(page, kind);
    if (blocks.size() > 1) {
      throw new AssertionError(page + " has several blocks of " + kind);
    }
    return blocks.get(0);
  }
}
