package com.acme;

/** Constants, one of them with a class of its own. */
public enum Colour {
  RED,
  BLUE {
    @Override
    public String toString() {
      return "sky";
    }
  }
}
