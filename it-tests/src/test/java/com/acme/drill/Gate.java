package com.acme.drill;

import java.util.concurrent.locks.LockSupport;

/** May be called by a point, and does not come back. */
final class Gate {
  private Gate() {}

  static void waits() {
    while (true) {
      LockSupport.park();
    }
  }
}
