package dev.jinx.cli;

import dev.jinx.client.GapException;
import dev.jinx.client.JvmDiedException;
import dev.jinx.client.UnknownPointException;
import dev.jinx.client.UnreachableException;
import dev.jinx.client.WaitTimeoutException;
import dev.jinx.client.cluster.ClusterException;

/** Exit codes of every command. */
public final class Exit {
  /** Done; for a wait: it was hit. */
  public static final int OK = 0;

  /** The agent refused, a report has findings, or something else went wrong; stderr says what. */
  public static final int FAILED = 1;

  /** The command was not understood. */
  public static final int USAGE = 2;

  /** Events were lost, so that nobody can know. */
  public static final int GAP = 3;

  /** No such point. */
  public static final int UNKNOWN_POINT = 4;

  /** No agent answers at the address. */
  public static final int UNREACHABLE = 5;

  /** The JVM died meanwhile. */
  public static final int JVM_DIED = 6;

  /** The time is over; as {@code timeout(1)} has it. */
  public static final int TIMEOUT = 124;

  /** For {@code run}: the program is there, and cannot be run. As shells have it. */
  public static final int NO_PROGRAM = 126;

  /** For {@code run}: there is no such program. As shells have it. */
  public static final int NOT_FOUND = 127;

  private Exit() {}

  static int of(Throwable failure) {
    if (failure instanceof CommandException told) {
      return told.exit();
    }
    if (failure instanceof ClusterException && failure.getCause() != null) {
      return of(failure.getCause()); // of the first node that failed
    }
    if (failure instanceof GapException) {
      return GAP;
    }
    if (failure instanceof UnknownPointException) {
      return UNKNOWN_POINT;
    }
    if (failure instanceof UnreachableException) {
      return UNREACHABLE;
    }
    if (failure instanceof JvmDiedException) {
      return JVM_DIED;
    }
    return failure instanceof WaitTimeoutException ? TIMEOUT : FAILED;
  }
}
