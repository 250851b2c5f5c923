package com.acme.faults;

/** What has entries. */
interface Ledger {
  int size();
}
