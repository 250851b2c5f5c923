package com.acme.bundle;

import java.util.Hashtable;
import java.util.function.Function;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers a greeting to whom it may concern. */
public final class Activator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Function<String, String> greeting = name -> greet(name);
    context.registerService(Function.class, greeting, new Hashtable<>());
  }

  @Override
  public void stop(BundleContext context) {}

  private static String greet(String name) {
    return "hello " + name;
  }
}
