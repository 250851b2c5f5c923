package dev.jinx.net;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is used of the JDK's class of asynchronous channels: the same in JDK 17 and 25. */
final class AsyncCalls {
  private static final MethodHandle CONNECT;
  private static final MethodHandle READ;
  private static final MethodHandle WRITE;
  private static final MethodHandle CLOSE;
  private static final MethodHandle ON_EVENT;
  private static final MethodHandle ENABLE_READING;
  private static final MethodHandle ENABLE_WRITING;
  private static final MethodHandle UPDATE_EVENTS;
  private static final MethodHandle INVOKE;
  private static final MethodHandle NEW_FUTURE;
  private static final MethodHandle SET_RESULT;
  private static final VarHandle UPDATE_LOCK;
  private static final VarHandle READ_PENDING;
  private static final VarHandle READ_HANDLER;
  private static final VarHandle READ_ATTACHMENT;
  private static final VarHandle READ_FUTURE;
  private static final VarHandle READ_TIMER;

  static {
    try {
      Class<?> channel = Class.forName("sun.nio.ch.UnixAsynchronousSocketChannelImpl", true, null);
      Class<?> base = Class.forName("sun.nio.ch.AsynchronousSocketChannelImpl", false, null);
      Class<?> future = Class.forName("sun.nio.ch.PendingFuture", true, null);
      Class<?> invoker = Class.forName("sun.nio.ch.Invoker", true, null);
      CONNECT =
          spread(
              Jdk.method(
                  channel,
                  "implConnect",
                  Future.class,
                  SocketAddress.class,
                  Object.class,
                  CompletionHandler.class));
      READ = spread(transfer(channel, "implRead"));
      WRITE = spread(transfer(channel, "implWrite"));
      CLOSE = generic(Jdk.method(channel, "implClose", void.class));
      ON_EVENT = generic(Jdk.method(channel, "onEvent", void.class, int.class, boolean.class));
      ENABLE_READING = generic(Jdk.method(base, "enableReading", void.class, boolean.class));
      ENABLE_WRITING = generic(Jdk.method(base, "enableWriting", void.class, boolean.class));
      UPDATE_EVENTS = generic(Jdk.method(channel, "updateEvents", void.class));
      INVOKE =
          in(invoker)
              .findStatic(
                  invoker,
                  "invokeIndirectly",
                  MethodType.methodType(
                      void.class,
                      AsynchronousChannel.class,
                      CompletionHandler.class,
                      Object.class,
                      Object.class,
                      Throwable.class));
      NEW_FUTURE =
          in(future)
              .findConstructor(future, MethodType.methodType(void.class, AsynchronousChannel.class))
              .asType(MethodType.methodType(Object.class, AsynchronousChannel.class));
      SET_RESULT =
          generic(Jdk.method(future, "setResult", void.class, Object.class, Throwable.class));
      UPDATE_LOCK = Jdk.field(channel, "updateLock", Object.class);
      READ_PENDING = Jdk.field(channel, "readPending", boolean.class);
      READ_HANDLER = Jdk.field(channel, "readHandler", CompletionHandler.class);
      READ_ATTACHMENT = Jdk.field(channel, "readAttachment", Object.class);
      READ_FUTURE = Jdk.field(channel, "readFuture", future);
      READ_TIMER = Jdk.field(channel, "readTimer", Future.class);
    } catch (ReflectiveOperationException unknown) {
      throw new ExceptionInInitializerError(unknown);
    }
  }

  private AsyncCalls() {}

  private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  private static MethodHandle transfer(Class<?> channel, String name)
      throws ReflectiveOperationException {
    return Jdk.method(
        channel,
        name,
        Future.class,
        boolean.class,
        ByteBuffer.class,
        ByteBuffer[].class,
        long.class,
        TimeUnit.class,
        Object.class,
        CompletionHandler.class);
  }

  private static MethodHandle spread(MethodHandle handle) {
    return handle
        .asSpreader(Object[].class, handle.type().parameterCount())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  /** Begins it as if no point stood there; values as they came to the gate. */
  static @Nullable Object begin(Op op, @Nullable Object[] values) throws IOException {
    try {
      MethodHandle call = op == Op.CONNECT ? CONNECT : op == Op.READ ? READ : WRITE;
      return (Object) call.invokeExact(values);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** The next one of that kind may begin; none where this one's time limit was over. */
  static void enable(Object channel, Op op, boolean killed) throws IOException {
    try {
      if (op == Op.READ) {
        ENABLE_READING.invokeExact(channel, killed);
      } else if (op == Op.WRITE) {
        ENABLE_WRITING.invokeExact(channel, killed);
      }
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  static Object future(Object channel) throws IOException {
    try {
      return (Object) NEW_FUTURE.invokeExact((AsynchronousChannel) channel);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  static void set(Object future, @Nullable Object result, @Nullable Throwable failure)
      throws IOException {
    try {
      SET_RESULT.invokeExact(future, result, failure);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** Tells a handler, on a thread of the channel's group. */
  static void tell(
      Object channel,
      CompletionHandler<?, ?> handler,
      @Nullable Object attachment,
      Throwable failure)
      throws IOException {
    try {
      INVOKE.invokeExact(
          (AsynchronousChannel) channel, handler, attachment, (Object) null, failure);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /**
   * An event came for a read, and nothing is polled for any more: a write that waits needs that.
   * The channel is not to be closed meanwhile.
   *
   * @param again whether the read is to wait for another event; the JDK's time limit holds
   */
  static void waitOn(Object channel, boolean again) throws IOException {
    synchronized (UPDATE_LOCK.get(channel)) {
      try {
        UPDATE_EVENTS.invokeExact(channel);
      } catch (Throwable thrown) {
        throw Jdk.as(thrown);
      }
      if (again) {
        READ_PENDING.set(channel, true);
      }
    }
  }

  /** That event. */
  static void goOn(Object channel) throws IOException {
    try {
      ON_EVENT.invokeExact(channel, Jdk.POLLIN, false);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** What is left of a close which has begun. */
  static void close(Object channel) throws IOException {
    try {
      CLOSE.invokeExact(channel);
    } catch (Throwable thrown) {
      throw Jdk.as(thrown);
    }
  }

  /** Ends a read that could go on. */
  static void fail(Object channel, Throwable failure) throws IOException {
    CompletionHandler<?, ?> handler = (CompletionHandler<?, ?>) READ_HANDLER.get(channel);
    Object attachment = (Object) READ_ATTACHMENT.get(channel);
    Object future = (Object) READ_FUTURE.get(channel);
    Future<?> timer = (Future<?>) READ_TIMER.get(channel);
    READ_HANDLER.set(channel, (CompletionHandler<?, ?>) null);
    READ_ATTACHMENT.set(channel, (Object) null);
    enable(channel, Op.READ, false);
    if (timer != null) {
      timer.cancel(false);
    }
    if (handler == null) {
      set(future, null, failure);
    } else {
      tell(channel, handler, attachment, failure);
    }
  }
}
