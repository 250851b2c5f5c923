package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.control.RefusedException;
import dev.jinx.control.UnknownPointException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is refused, as RFC 9457 has it. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1;

  /** Writes further members. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private final int status;
  private final transient List<String> nearest;
  private final transient @Nullable Members members;

  Problem(int status, String detail) {
    this(status, detail, List.of(), null);
  }

  Problem(int status, String detail, List<String> nearest) {
    this(status, detail, nearest, null);
  }

  Problem(int status, String detail, List<String> nearest, @Nullable Members members) {
    super(detail, null, false, false);
    this.status = status;
    this.nearest = nearest;
    this.members = members;
  }

  /** No such point. */
  static Problem unknown(UnknownPointException e) {
    return new Problem(404, String.valueOf(e.getMessage()), e.nearest());
  }

  /** Something that was asked of a point cannot be done. */
  static Problem refused(RefusedException e) {
    String where = e.column() > 0 ? " (column " + e.column() + ")" : "";
    return new Problem(
        400,
        e.field() + " '" + e.value() + "': " + e.getMessage() + where,
        List.of(),
        json -> {
          json.writeStringField("field", e.field());
          json.writeStringField("value", e.value());
          json.writeStringField("reason", e.getMessage());
          if (e.column() > 0) {
            json.writeNumberField("column", e.column());
          }
        });
  }

  int status() {
    return status;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "about:blank");
    json.writeStringField("title", title());
    json.writeNumberField("status", status);
    json.writeStringField("detail", getMessage());
    if (!nearest.isEmpty()) {
      json.writeArrayFieldStart("nearest");
      for (String name : nearest) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    if (members != null) {
      members.write(json);
    }
    json.writeEndObject();
  }

  private String title() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
