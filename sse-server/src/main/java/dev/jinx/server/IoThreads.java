package dev.jinx.server;

import dev.jinx.bootstrap.Faults;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * The threads of one server: few, daemons, in the group of the thread that makes them, and with
 * this class's loader as their context loader, so that they keep no loader of the application
 * alive.
 */
final class IoThreads {
  private static final int TASKS = 4;

  private final XnioWorker worker;
  private final ThreadPoolExecutor tasks;

  IoThreads(int count) throws IOException {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    ClassLoader loader = IoThreads.class.getClassLoader();
    tasks = tasks(group, loader);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      // An executor of our own: the library's would register an MBean.
      worker =
          Xnio.getInstance(loader)
              .createWorkerBuilder()
              .setWorkerName("jinx-http")
              .setWorkerIoThreads(count)
              .setThreadGroup(group)
              .setDaemon(true)
              .setExternalExecutorService(tasks)
              .build();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  XnioWorker worker() {
    return worker;
  }

  ExecutorService tasks() {
    return tasks;
  }

  XnioIoThread[] lanes() {
    XnioIoThread[] threads = new XnioIoThread[worker.getIoThreadCount()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = worker.getIoThread(i);
    }
    return threads;
  }

  /** Ends all threads and waits for that. */
  void close(long nanos) {
    tasks.shutdown();
    worker.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      tasks.awaitTermination(nanos, TimeUnit.NANOSECONDS);
      worker.awaitTermination(nanos, TimeUnit.NANOSECONDS);
      for (XnioIoThread thread : lanes()) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor tasks(ThreadGroup group, ClassLoader loader) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            TASKS,
            TASKS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(group, task, "jinx-task-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              // Else the application's handler would get it.
              thread.setUncaughtExceptionHandler(
                  (ended, fault) -> Faults.count("working on a request", fault));
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
