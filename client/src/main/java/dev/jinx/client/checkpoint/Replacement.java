package dev.jinx.client.checkpoint;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Replaces a file so that it is at any moment, after any kill, the old one or the new one. */
final class Replacement {
  private static final String END = ".tmp";
  private static final int PERMISSIONS = 07777;

  private Replacement() {}

  /** Returns when the new content and its name are on the disk. */
  static void write(Path real, byte[] bytes) throws IOException {
    Path made = real.resolveSibling(start(real) + UUID.randomUUID() + END);
    try {
      try (FileChannel channel =
          FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        likeOld(real, made);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
    forceDirectory(real);
  }

  /** Makes the names in the file's directory durable, whoever put them there. */
  static void forceDirectory(Path real) throws IOException {
    if (File.separatorChar == '\\') {
      return; // Windows opens no directories, and needs no such thing
    }
    try (FileChannel directory = FileChannel.open(parent(real), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Removes what killed writers left. Only while no one else writes. */
  static void clean(Path real) throws IOException {
    String start = start(real);
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            parent(real),
            path -> {
              String name = path.getFileName().toString();
              return name.startsWith(start)
                  && name.endsWith(END)
                  && name.length() == start.length() + 36 + END.length();
            })) {
      for (Path path : left) {
        Files.deleteIfExists(path);
      }
    }
  }

  /**
   * Gives a new file the permissions of the old one, and its group where that is allowed. By
   * number: to look up a group's name may take a question to a directory server.
   */
  static void likeOld(Path old, Path made) throws IOException {
    if (!old.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    Object group;
    int mode;
    try {
      group = Files.getAttribute(old, "unix:gid");
      mode = (int) Files.getAttribute(old, "unix:mode") & PERMISSIONS;
    } catch (NoSuchFileException first) {
      return;
    }
    if (!group.equals(Files.getAttribute(made, "unix:gid"))) {
      try {
        Files.setAttribute(made, "unix:gid", group);
      } catch (IOException notAllowed) {
        // Only a member may give a file to a group; permissions still tell who may use it.
      }
    }
    Files.setAttribute(made, "unix:mode", mode);
  }

  private static String start(Path real) {
    return "." + real.getFileName() + ".jinx-";
  }

  private static Path parent(Path real) {
    return java.util.Objects.requireNonNull(real.getParent(), "a file in a directory");
  }
}
