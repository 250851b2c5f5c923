package dev.jinx.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of nodes that may change while the relay runs. For one thread. */
final class NodesFile {
  private final Path path;
  private String content;

  private NodesFile(Path path, String content) {
    this.path = path;
    this.content = content;
  }

  /** Reads it for the first time; {@link #changed} compares with that. */
  static NodesFile of(Path path) throws IOException {
    return new NodesFile(path, Files.readString(path));
  }

  /**
   * What stands in it.
   *
   * @throws IllegalArgumentException naming file and line, if it is no list of nodes
   */
  Nodes nodes() {
    try {
      return Nodes.parse(content);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Looks again.
   *
   * @return the nodes if the content is another than when it was last looked at, else null
   * @throws IllegalArgumentException as {@link #nodes} does, once for each new content
   */
  @Nullable Nodes changed() throws IOException {
    String now = Files.readString(path);
    if (now.equals(content)) {
      return null;
    }
    content = now;
    return nodes();
  }
}
