package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.bootstrap.OwnFrames;
import dev.jinx.bootstrap.Threads;
import dev.jinx.bootstrap.Waiter;
import dev.jinx.log.Cursor;
import dev.jinx.log.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A thread parked at a point: who it is, where it stands and what it holds. */
final class WaiterJson {
  private static final int DEEPEST = 256;

  private WaiterJson() {}

  static void write(JsonGenerator json, Waiter waiter, EventLog log, Blocked blocked)
      throws IOException {
    Thread thread = waiter.thread();
    long parked = System.nanoTime() - waiter.parkedNanos();
    json.writeStartObject();
    identity(json, waiter, log);
    byte[] captured = waiter.captured();
    if (captured != null) {
      json.writeFieldName("captured");
      json.writeRawValue(new String(captured, StandardCharsets.UTF_8));
    }
    json.writeNumberField("parked_ms", TimeUnit.NANOSECONDS.toMillis(parked));
    json.writeArrayFieldStart("stack");
    StackTraceElement[] stack = thread.getStackTrace();
    for (int i = OwnFrames.count(stack); i < Math.min(stack.length, DEEPEST); i++) {
      json.writeString(text(stack[i]));
    }
    json.writeEndArray();
    HeldLocks held = HeldLocks.of(thread);
    strings(json, "monitors", held.monitors());
    strings(json, "locks", held.locks());
    strings(json, "warnings", Cautions.of(thread, stack, blocked));
    json.writeEndObject();
  }

  /** The event of its parking, in short, for when the log has it no more. */
  static void event(JsonGenerator json, Waiter waiter, EventLog log) throws IOException {
    json.writeStartObject();
    json.writeStringField("injection", waiter.site().point().name());
    json.writeNumberField("shard", waiter.shard());
    json.writeStringField("phase", "parked");
    identity(json, waiter, log);
    json.writeStringField("node", log.node());
    json.writeNumberField("boot", log.boot());
    json.writeNumberField("seq", waiter.seq());
    json.writeEndObject();
  }

  private static void identity(JsonGenerator json, Waiter waiter, EventLog log) throws IOException {
    Thread thread = waiter.thread();
    json.writeObjectFieldStart("thread");
    json.writeNumberField("id", thread.getId());
    json.writeStringField("name", thread.getName());
    json.writeBooleanField("virtual", Threads.isVirtual(thread));
    json.writeEndObject();
    json.writeNumberField("arm", waiter.arm().number());
    if (waiter.seq() > 0) {
      json.writeNumberField("hit", waiter.hit());
      json.writeStringField("id", new Cursor(log.node(), log.boot(), waiter.seq()).toString());
    }
    long parked = System.nanoTime() - waiter.parkedNanos();
    json.writeStringField("time", Instant.now().minusNanos(parked).toString());
    json.writeStringField("action", waiter.action().text());
    String lease = waiter.arm().lease();
    if (lease != null) {
      json.writeStringField("lease", lease);
    }
    json.writeStringField("point", waiter.site().label());
  }

  /** As in any stack trace; JDK 17 puts "app//" before frames of other threads. */
  private static String text(StackTraceElement frame) {
    String loader = frame.getClassLoaderName();
    boolean builtIn = "app".equals(loader) || "platform".equals(loader);
    return new StackTraceElement(
            builtIn ? null : loader,
            frame.getModuleName(),
            null,
            frame.getClassName(),
            frame.getMethodName(),
            frame.getFileName(),
            frame.getLineNumber())
        .toString();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
