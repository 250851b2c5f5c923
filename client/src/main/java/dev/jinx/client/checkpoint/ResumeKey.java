package dev.jinx.client.checkpoint;

import dev.jinx.client.http.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Under which key a reader keeps its position: a hash of what it reads, not of how far it came. Two
 * readers have the same key if they read the same servers or nodes with the same filter, in
 * whatever order these are written; any other difference makes another key.
 */
public final class ResumeKey {
  /** In every hash; another way to hash takes another one. */
  private static final String FORM = "jinx resume key 1";

  private ResumeKey() {}

  /**
   * The key of a reader of servers.
   *
   * @param servers where they listen; order, repetition and case do not matter
   * @param filter by name of the field, what it lists; order and repetition within a field do not
   *     matter; a field that does not restrict anything is left out by the caller, and so is the
   *     position
   * @return SHA-256 in hex, 64 characters
   * @throws IllegalArgumentException if there is no server, or a {@code since} in the filter
   */
  public static String of(
      Collection<Address> servers, Map<String, ? extends Collection<String>> filter) {
    return hash("servers", servers.stream().map(ResumeKey::canonical).toList(), filter);
  }

  /** The key of a reader of nodes by name, wherever they are; otherwise as for servers. */
  public static String ofNodes(
      Collection<String> nodes, Map<String, ? extends Collection<String>> filter) {
    return hash("nodes", nodes, filter);
  }

  /** The names in a comma separated list, trimmed, without empty ones; none in null. */
  public static SortedSet<String> names(@Nullable String commaSeparated) {
    SortedSet<String> names = new TreeSet<>();
    String text = commaSeparated == null ? "" : commaSeparated;
    for (int from = 0; from <= text.length(); ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      names.add(text.substring(from, to).strip());
      from = to + 1;
    }
    names.remove("");
    return names;
  }

  private static String canonical(Address address) {
    return new Address(address.host().toLowerCase(Locale.ROOT), address.port()).toString();
  }

  private static String hash(
      String kind, Collection<String> sources, Map<String, ? extends Collection<String>> filter) {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a resume key of no " + kind);
    }
    if (filter.containsKey("since")) {
      throw new IllegalArgumentException("a resume key does not depend on the position, 'since'");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      field(out, FORM);
      field(out, kind);
      fields(out, sources);
      out.writeInt(filter.size());
      for (Map.Entry<String, ? extends Collection<String>> entry :
          new TreeMap<>(filter).entrySet()) {
        field(out, entry.getKey());
        fields(out, entry.getValue());
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void fields(DataOutputStream out, Collection<String> values) throws IOException {
    SortedSet<String> sorted = new TreeSet<>(values);
    out.writeInt(sorted.size());
    for (String value : sorted) {
      field(out, value);
    }
  }

  /** Its length goes first, so that no two lists of fields make the same bytes. */
  private static void field(DataOutputStream out, String value) throws IOException {
    out.writeInt(value.length());
    out.writeChars(value);
  }
}
