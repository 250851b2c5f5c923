package dev.jinx.cli;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the terminal, each as it is pressed: its lines and its echo are off meanwhile, and so
 * is the wrapping of lines that are too long. All of it comes back when the command ends, however
 * it does. Where there is no {@code stty}, Enter is needed behind a key.
 */
final class Keys implements AutoCloseable {
  private static final File TERMINAL = new File("/dev/tty");
  private static final int ROWS = 24;
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";

  private final CountDownLatch quit = new CountDownLatch(1);
  private final @Nullable String settings;
  private final boolean live;
  private final Thread restoring = new Thread(this::restore, "jinx-terminal");

  private Keys(boolean live) {
    this.live = live;
    this.settings = live ? stty("-g") : null;
    if (settings != null) {
      Runtime.getRuntime().addShutdownHook(restoring);
      stty("-icanon", "-echo", "min", "1");
      tell(WRAP_OFF);
    }
    if (live) {
      Thread reader = new Thread(this::read, "jinx-keys");
      reader.setDaemon(true);
      reader.start();
    }
  }

  /** Those of the terminal at which the command was started. */
  static Keys ofTerminal() {
    return new Keys(true);
  }

  /** Nobody presses any. */
  static Keys none() {
    return new Keys(false);
  }

  /** Waits for a q, no longer than that; whether there was one. */
  boolean isQuitWithin(Duration time) throws InterruptedException {
    return quit.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How many rows the terminal has now. */
  int rows() {
    String size = live ? stty("size") : null; // asked anew: a window may be resized
    try {
      int rows = size == null ? 0 : Integer.parseInt(size.split(" ")[0]);
      return rows > 1 ? rows - 1 : ROWS;
    } catch (NumberFormatException e) {
      return ROWS;
    }
  }

  private void read() {
    InputStream in = System.in;
    try {
      for (int key = in.read(); key >= 0; key = in.read()) {
        if (key == 'q' || key == 'Q') {
          quit.countDown();
          return;
        }
      }
    } catch (IOException gone) {
      return; // then nobody can press a key any more; Ctrl-C and --count are left
    }
  }

  @Override
  public void close() {
    if (settings != null) {
      restore();
      Runtime.getRuntime().removeShutdownHook(restoring);
    }
  }

  private void restore() {
    if (settings != null) {
      tell(WRAP_ON);
      stty(settings);
    }
  }

  private static void tell(String code) {
    try (OutputStream out = new FileOutputStream(TERMINAL)) {
      out.write(code.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      return; // then there is nobody whose lines could wrap
    }
  }

  /** What stty says, or null where it cannot be asked. */
  private static @Nullable String stty(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "stty";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? said : null;
    } catch (IOException none) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
