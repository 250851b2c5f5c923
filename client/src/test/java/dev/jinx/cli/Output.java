package dev.jinx.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Output that can be awaited, and closed as by a reader who goes away. */
final class Output extends ByteArrayOutputStream {
  volatile boolean broken;

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    super.write(bytes, offset, length);
    notifyAll();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (broken) {
      throw new IOException("Broken pipe");
    }
    write(bytes, 0, bytes.length);
  }

  synchronized List<String> awaitLines(int count) throws InterruptedException {
    while (lines().size() < count) {
      wait();
    }
    return lines();
  }

  synchronized void awaitText(String part) throws InterruptedException {
    while (!toString(StandardCharsets.UTF_8).contains(part)) {
      wait();
    }
  }

  synchronized List<String> lines() {
    return toString(StandardCharsets.UTF_8).lines().toList();
  }
}
