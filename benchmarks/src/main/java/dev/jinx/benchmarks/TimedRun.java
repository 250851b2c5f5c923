package dev.jinx.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole run of {@link Hello}.
 *
 * @param toMain milliseconds from the start of the process to its main
 * @param toExit milliseconds from main's end to the process's
 * @param cpu milliseconds of processor time
 */
record TimedRun(double toMain, double toExit, double cpu) {
  /** Runs that command; the directory is for the shell's notes. */
  static TimedRun of(List<String> command, Path directory)
      throws IOException, InterruptedException {
    Path times = directory.resolve("times");
    List<String> timed = new ArrayList<>();
    // The shell tells its child's processor time to the millisecond; the JDK tells no one's.
    timed.addAll(
        List.of(
            "bash",
            "-c",
            "TIMEFORMAT='%U %S'; { time \"$@\" 2>>\"$0.err\"; } 2>\"$0\"",
            times.toString()));
    timed.addAll(command);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    long end = System.nanoTime();
    int at = out.indexOf("main ");
    if (status != 0 || at < 0) {
      throw new IOException(command + " ended with " + status + ": " + out);
    }
    String[] mains = out.substring(at).strip().split(" ");
    String[] cpu = Files.readString(times).strip().split(" ");
    return new TimedRun(
        (Long.parseLong(mains[1]) - start) / 1e6,
        (end - Long.parseLong(mains[2])) / 1e6,
        (Double.parseDouble(cpu[0]) + Double.parseDouble(cpu[1])) * 1e3);
  }
}
