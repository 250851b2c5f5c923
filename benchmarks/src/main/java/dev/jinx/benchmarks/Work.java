package dev.jinx.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jctools.queues.MpscUnboundedArrayQueue;

/** The ways of telling that a thread came by, each called from the application's thread. */
enum Work {
  NANOTIME("nanoTime alone") {
    @Override
    long run(int times) {
      long sum = 0;
      for (int i = 0; i < times; i++) {
        sum += System.nanoTime();
      }
      return sum;
    }
  },
  JINX("Jinx, observe") {
    @Override
    long run(int times) {
      for (int i = 0; i < times; i++) {
        Hits.hit(i);
      }
      return times;
    }
  },
  QUEUE("MPSC queue") {
    @Override
    long run(int times) {
      long self = Thread.currentThread().getId();
      for (int i = 0; i < times; i++) {
        QUEUED.offer(new Item(System.nanoTime(), self, i));
      }
      return times;
    }
  },
  LOGBACK("logback to a file") {
    @Override
    long run(int times) {
      org.slf4j.Logger logger = Loggers.logback;
      for (int i = 0; i < times; i++) {
        logger.info("injection point {} hit {}", Hits.POINT, i);
      }
      return times;
    }
  },
  JUL("java.util.logging to a file") {
    @Override
    long run(int times) {
      Logger logger = Loggers.jul;
      for (int i = 0; i < times; i++) {
        logger.log(java.util.logging.Level.INFO, "injection point hit {0}", i);
      }
      return times;
    }
  };

  /** A record of a hit as a queue would hold it. */
  record Item(long nanos, long thread, long number) {}

  static final MpscUnboundedArrayQueue<Item> QUEUED = new MpscUnboundedArrayQueue<>(4096);

  private final String label;

  Work(String label) {
    this.label = label;
  }

  /** Does it that often; the sum keeps the compiler honest. */
  abstract long run(int times);

  String label() {
    return label;
  }

  /** How many make a slice: of the slow ones fewer. */
  int slice() {
    return this == LOGBACK || this == JUL ? 200 : 4_000;
  }

  /** What logs, and where to. */
  static final class Loggers {
    static org.slf4j.Logger logback = org.slf4j.helpers.NOPLogger.NOP_LOGGER;
    static Logger jul = Logger.getLogger("bench");

    private Loggers() {}

    static void open(Path directory) throws IOException {
      LoggerContext context = new LoggerContext();
      PatternLayoutEncoder encoder = new PatternLayoutEncoder();
      encoder.setContext(context);
      encoder.setPattern("%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} -- %msg%n");
      encoder.start();
      FileAppender<ILoggingEvent> appender = new FileAppender<>();
      appender.setContext(context);
      appender.setFile(directory.resolve("logback.log").toString());
      appender.setEncoder(encoder);
      appender.start();
      ch.qos.logback.classic.Logger logger = context.getLogger("bench");
      logger.addAppender(appender);
      logger.setLevel(Level.INFO);
      logback = logger;
      Handler handler = new FileHandler(directory.resolve("jul.log").toString());
      handler.setFormatter(new SimpleFormatter());
      jul.setUseParentHandlers(false);
      jul.addHandler(handler);
    }

    /** The consumer that a queue needs; a daemon. */
    static void startConsumer() {
      Thread consumer =
          new Thread(
              () -> {
                while (true) {
                  if (QUEUED.poll() == null) {
                    java.util.concurrent.locks.LockSupport.parkNanos(15_000);
                  }
                }
              },
              "queue-consumer");
      consumer.setDaemon(true);
      consumer.start();
    }
  }
}
