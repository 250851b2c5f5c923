package dev.jinx.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs an agent of ours, with the classes it is made of. */
final class AgentJar {
  private AgentJar() {}

  static Path of(Path directory, Class<?> agent, Class<?>... more) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", agent.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path file = directory.resolve(agent.getSimpleName() + ".jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      add(jar, agent);
      for (Class<?> other : more) {
        add(jar, other);
      }
    }
    return file;
  }

  private static void add(JarOutputStream jar, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    jar.putNextEntry(new JarEntry(name));
    try (InputStream in = AgentJar.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException("no class file " + name);
      }
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
