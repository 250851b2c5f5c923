package com.acme;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Keeps what it is told, on disk. */
final class Store {
  private final FileChannel file;
  private int size;

  Store() {
    try {
      File kept = File.createTempFile("store", ".data");
      kept.deleteOnExit();
      file = FileChannel.open(kept.toPath(), StandardOpenOption.WRITE);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  long commit(long id) throws IOException {
    file.write(ByteBuffer.wrap(String.valueOf(id).getBytes()));
    file.force(false);
    size++;
    return id;
  }

  /** Answers the first byte of what it wrote. */
  byte put(byte[] block) throws IOException {
    file.write(ByteBuffer.wrap(block));
    return block[0];
  }

  @FailPoint("flushing")
  int flush() throws IOException {
    file.force(true);
    return size;
  }

  int append(List<String> entries) throws IOException {
    for (String entry : entries) {
      file.write(ByteBuffer.wrap(entry.getBytes()));
      size++;
    }
    return size();
  }

  int size() {
    return size;
  }
}
