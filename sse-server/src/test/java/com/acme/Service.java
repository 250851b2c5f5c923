package com.acme;

import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls the store in several ways. */
public final class Service {
  private final Store store = new Store();

  public void run(int site, @Nullable Object... values) throws Throwable {
    Object ignored = store.commit(site, values);
  }

  public void reflect(int site, @Nullable Object... values) throws Throwable {
    Method commit = Store.class.getMethod("commit", int.class, Object[].class);
    Object ignored = commit.invoke(store, site, values);
  }

  public void byReference(int site) throws Throwable {
    Callable<@Nullable Object> task = () -> commit(site);
    Object ignored = task.call();
  }

  private @Nullable Object commit(int site) throws Exception {
    try {
      return store.commit(site);
    } catch (Throwable thrown) {
      throw new IllegalStateException(thrown);
    }
  }

  public void deep(int depth, int site) throws Throwable {
    if (depth > 0) {
      deep(depth - 1, site);
    } else {
      run(site);
    }
  }
}
