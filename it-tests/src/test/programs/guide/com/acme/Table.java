package com.acme;

/** Grows. */
final class Table {
  private int size;

  int resize(int by) {
    size += by;
    return size;
  }
}
