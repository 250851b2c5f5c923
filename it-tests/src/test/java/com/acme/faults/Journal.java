package com.acme.faults;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Commits entries, in several steps, with private state. */
final class Journal implements Ledger {
  private final String owner = "n1";
  private final Queue<String> entries = new ConcurrentLinkedQueue<>();
  private volatile long last;

  String commit(long id, String peer) throws IOException {
    String entry = reserve(id, peer);
    entries.add(entry); // here it counts
    return store(entry);
  }

  private String reserve(long id, String peer) {
    last = id;
    return id + " of " + peer + " at " + owner;
  }

  private String store(String entry) throws IOException {
    if (entry.isEmpty()) {
      throw new IOException("nothing to store");
    }
    return "stored " + entry;
  }

  @Override
  public int size() {
    return entries.size();
  }

  long last() {
    return last;
  }

  /** By a class of the JDK. */
  static String toDisk() throws IOException {
    File file = File.createTempFile("journal", ".txt");
    file.deleteOnExit();
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(new byte[] {'x'});
    }
    return "on disk";
  }
}
