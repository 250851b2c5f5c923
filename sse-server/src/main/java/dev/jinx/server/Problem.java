package dev.jinx.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jinx.control.RefusedException;
import dev.jinx.control.UnknownLeaseException;
import dev.jinx.control.UnknownPointException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is refused, as RFC 9457 has it. */
final class Problem extends Exception {
  private static final long serialVersionUID = 1;

  private static final int LONGEST = 1000;

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

  /** No such lease. */
  static Problem unknown(UnknownLeaseException e) {
    return new Problem(
        404,
        String.valueOf(e.getMessage()),
        List.of(),
        json -> json.writeStringField("lease", e.id()));
  }

  /** Something that was asked for cannot be done. */
  static Problem refused(RefusedException e) {
    int status =
        switch (e.kind()) {
          case WRONG -> 400;
          case FORBIDDEN -> 403;
          case CONFLICT -> 409;
        };
    return field(status, e.field(), e.value(), String.valueOf(e.getMessage()), e.column());
  }

  /** A key of a body that cannot be taken. */
  static Problem wrong(String field, String value, String reason) {
    return field(400, field, value, reason, 0);
  }

  private static Problem field(int status, String field, String value, String reason, int column) {
    String where = column > 0 ? " (column " + column + ")" : "";
    String shown = shorten(value);
    return new Problem(
        status,
        field + " '" + shown + "': " + reason + where,
        List.of(),
        json -> {
          json.writeStringField("field", field);
          json.writeStringField("value", shown);
          json.writeStringField("reason", reason);
          if (column > 0) {
            json.writeNumberField("column", column);
          }
        });
  }

  /** What was too long is not sent back whole. */
  private static String shorten(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
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
