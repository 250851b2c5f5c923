package com.acme.host;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** An OSGi framework with one bundle. */
public final class Felixes {
  @SuppressWarnings("unchecked")
  public static void main(String[] args) throws Exception {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).iterator().next();
    Framework framework = factory.newFramework(Map.of("org.osgi.framework.storage", args[0]));
    framework.start();
    BundleContext context = framework.getBundleContext();
    Bundle bundle = context.installBundle(new File(args[1]).toURI().toString());
    bundle.start();
    var service = context.getServiceReference(Function.class);
    Function<String, String> greeting = (Function<String, String>) context.getService(service);
    System.out.println(bundle.getState() == Bundle.ACTIVE ? "active" : "not active");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(greeting.apply(line));
    }
    framework.stop();
    framework.waitForStop(0);
  }
}
