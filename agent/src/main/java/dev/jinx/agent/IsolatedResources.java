package dev.jinx.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of the hidden resources. They look as those of any jar do, but are opened by us from
 * the file that is open already: the JDK's own handler would open the jar once more and keep it.
 */
final class IsolatedResources extends URLStreamHandler {
  private final ZipFile zip;
  private final String base;

  /**
   * @param location of the jar, with {@code #}, blanks and the like encoded
   */
  IsolatedResources(ZipFile zip, URL location) {
    this.zip = zip;
    base = location + "!/";
  }

  /** The address of a resource by its usual name, or null. */
  @Nullable URL find(String name) {
    String path =
        name.endsWith(".class")
            ? JinxClassLoader.PREFIX
                + name.substring(0, name.length() - ".class".length())
                + JinxClassLoader.SUFFIX
            : JinxClassLoader.PREFIX + name;
    if (zip.getEntry(path) == null) {
      return null;
    }
    try {
      return new URL("jar", "", -1, base + path, this);
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  protected URLConnection openConnection(URL url) throws IOException {
    String path = url.getFile();
    ZipEntry entry = path.startsWith(base) ? zip.getEntry(path.substring(base.length())) : null;
    if (entry == null) {
      throw new IOException("no " + url);
    }
    return new Connection(url, entry);
  }

  private final class Connection extends URLConnection {
    private final ZipEntry entry;

    Connection(URL url, ZipEntry entry) {
      super(url);
      this.entry = entry;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public long getContentLengthLong() {
      return entry.getSize();
    }

    @Override
    public int getContentLength() {
      return (int) Math.min(entry.getSize(), Integer.MAX_VALUE);
    }

    @Override
    public long getLastModified() {
      return Math.max(entry.getTime(), 0);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return zip.getInputStream(entry);
    }
  }
}
