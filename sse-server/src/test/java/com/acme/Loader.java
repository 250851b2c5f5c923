package com.acme;

/** A loader of an application. */
public class Loader extends ClassLoader {
  private int loaded;

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    loaded++;
    return super.loadClass(name);
  }

  public int loaded() {
    return loaded;
  }
}
