package dev.jinx.relay.testing;

import dev.jinx.client.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event log of a simulated node, over all its lives. With a file each event is in the kernel's
 * hands before anybody sees it, as a node's log at level {@code os} has it.
 */
public final class NodeLog {
  /** One event: its position and its line. */
  public record Entry(Cursor id, String json) {}

  private final String node;
  private final List<Entry> entries = new ArrayList<>();
  private final @Nullable FileChannel file;
  private int first; // what lies before is gone
  private long boot;
  private long seq;
  private boolean remembers = true;

  /** A log in memory, in its first life. */
  public NodeLog(String node) {
    this.node = node;
    this.boot = 1;
    this.file = null;
  }

  /** A log in a file, in the life after the last one that stands there. */
  public NodeLog(String node, Path path) throws IOException {
    this.node = node;
    if (Files.exists(path)) {
      String text = Files.readString(path);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1); // a torn tail was never seen
      whole.lines().forEach(line -> entries.add(entry(line)));
      Files.writeString(path, whole);
    }
    this.boot = entries.isEmpty() ? 1 : entries.get(entries.size() - 1).id().boot() + 1;
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static Entry entry(String line) {
    int blank = line.indexOf(' ');
    return new Entry(Cursor.parse(line.substring(0, blank)), line.substring(blank + 1));
  }

  /** The node's name. */
  public String node() {
    return node;
  }

  /** A thread hits a point. */
  public Entry hit(String point) {
    return add(point, "hit", "{}");
  }

  /** An event with captured values of that size. */
  public Entry large(int bytes) {
    return add("large", "hit", "{\"value\":\"" + "x".repeat(bytes) + "\"}");
  }

  private synchronized Entry add(String point, String phase, String captured) {
    Cursor id = new Cursor(node, boot, ++seq);
    String json =
        "{\"injection\":\"%s\",\"type\":\"observe\",\"shard\":3,\"phase\":\"%s\",\"action\":\"observe\","
                .formatted(point, phase)
            + "\"hit\":%d,\"arm\":2,\"id\":\"%s\",\"node\":\"%s\",\"boot\":%d,\"seq\":%d,"
                .formatted(seq, id, node, boot, seq)
            + "\"time\":\"%s\",\"nanos\":%d,\"thread\":{\"id\":31,\"name\":\"sendér-2\","
                .formatted(Instant.now(), System.nanoTime())
            + "\"virtual\":false},\"point\":\"com.acme.Store#commit(long)\",\"parameters\":{},"
            + "\"captured\":"
            + captured
            + "}";
    return publish(new Entry(id, json));
  }

  /** What is no event at all, under the next number. */
  public synchronized Entry garbage(String text) {
    return publish(new Entry(new Cursor(node, boot, ++seq), text));
  }

  private Entry publish(Entry entry) {
    try {
      if (file != null) {
        String line = entry.id() + " " + entry.json() + "\n";
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    entries.add(entry);
    notifyAll();
    return entry;
  }

  /** The node was started again; without a directory it knows nothing of its lives before. */
  public synchronized void startAgain(boolean keepsLog) {
    boot++;
    seq = 0;
    if (!keepsLog) {
      first = entries.size();
    }
    remembers = keepsLog;
  }

  /** Somebody emptied the log directory. */
  public synchronized void empty() {
    entries.clear();
    first = 0;
    boot = 1;
    seq = 0;
  }

  /** The oldest events are dropped, so that this many are left. */
  public synchronized void retain(int count) {
    first = Math.max(first, entries.size() - count);
  }

  /** Everything that ever was, whether dropped or not. */
  public synchronized List<Entry> all() {
    return List.copyOf(entries);
  }

  /** Where the log stands. */
  public synchronized Cursor end() {
    return new Cursor(node, boot, seq);
  }

  /** The place behind a position, or -1 if no such position is known. */
  synchronized int after(Cursor position) {
    boolean life = position.boot() == boot || (remembers && position.boot() < boot);
    if (!position.node().equals(node) || !life || position.isAfter(end())) {
      return -1;
    }
    int at = entries.size();
    while (at > 0 && entries.get(at - 1).id().isAfter(position)) {
      at--;
    }
    return at;
  }

  /** The first place that is not dropped. */
  synchronized int first() {
    return first;
  }

  synchronized int size() {
    return entries.size();
  }

  /** The position before what is at a place. */
  synchronized Cursor before(int place) {
    if (place < entries.size()) {
      Cursor next = entries.get(place).id();
      return new Cursor(node, next.boot(), next.seq() - 1);
    }
    return end();
  }

  /** What is at a place, or null. */
  synchronized @Nullable Entry at(int place) {
    return place < entries.size() ? entries.get(place) : null;
  }

  /** Waits for more; returns null if there was none in that time. */
  synchronized @Nullable Entry await(int place, long millis) throws InterruptedException {
    if (place >= entries.size()) {
      wait(millis);
    }
    return place < entries.size() ? entries.get(place) : null;
  }
}
