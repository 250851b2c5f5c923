package dev.jinx.it.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code blocks of a page, and who runs them: a comment right before a block says so of that
 * block, one that stands alone of all blocks behind it that have none of their own.
 */
public final class Guide {
  private static final Pattern FENCE = Pattern.compile("\\s*```(.*)");
  private static final Pattern COMMENT = Pattern.compile("<!-- ((?:run by|not run:) .+) -->");
  private static final String RUN_BY = "run by ";

  private final String page;
  private final List<Block> blocks = new ArrayList<>();
  private final Set<Block> taken = new HashSet<>();

  /**
   * @param line its number in the page
   * @param claim {@code run by TEST} or {@code not run: why}, if anything
   */
  public record Block(
      String page, int line, String kind, List<String> lines, @Nullable String claim) {
    /** The simple name of the test that runs it; null if there is none. */
    public @Nullable String test() {
      return claim == null || !claim.startsWith(RUN_BY) ? null : claim.substring(RUN_BY.length());
    }

    @Override
    public String toString() {
      return page + ":" + line + " ```" + kind;
    }
  }

  private Guide(String page) {
    this.page = page;
  }

  /** A page of {@code docs/guide}, or where else its path leads from there. */
  public static Guide of(String page) {
    Guide guide = new Guide(page);
    try {
      guide.read(Files.readAllLines(Path.of("../docs/guide").resolve(page)));
      return guide;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void read(List<String> lines) {
    String all = null;
    String one = null;
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = COMMENT.matcher(lines.get(i));
      Matcher fence = FENCE.matcher(lines.get(i));
      if (comment.matches()) {
        boolean before = i + 1 < lines.size() && FENCE.matcher(lines.get(i + 1)).matches();
        one = before ? comment.group(1) : one;
        all = before ? all : comment.group(1);
      } else if (fence.matches()) {
        int begin = i + 1;
        for (i = begin; !FENCE.matcher(lines.get(i)).matches(); i++) {
          // within the block
        }
        List<String> text = List.copyOf(lines.subList(begin, i));
        blocks.add(new Block(page, begin, fence.group(1), text, one != null ? one : all));
        one = null;
      }
    }
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** The lines of one of the blocks of that kind, to be run: the first one is number 0. */
  public List<String> take(String kind, int number) {
    List<Block> some = blocks.stream().filter(block -> block.kind().equals(kind)).toList();
    if (number >= some.size()) {
      throw new AssertionError(page + " has only " + some.size() + " blocks of '" + kind + "'");
    }
    taken.add(some.get(number));
    return some.get(number).lines();
  }

  /** Those which that test is said to run and did not take. */
  public List<Block> leftBy(Class<?> test) {
    return blocks.stream()
        .filter(block -> test.getSimpleName().equals(block.test()) && !taken.contains(block))
        .toList();
  }
}
