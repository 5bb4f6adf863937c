package io.soma.memory.testkit.server.memory;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header lines of one request, in order as sent; names compare without case. Immutable. */
public final class RequestHeaders {
  private final List<Line> lines;

  /** One header line. */
  public record Line(String name, String value) {}

  RequestHeaders(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    return Optional.ofNullable(get(name));
  }

  /** Every value of a header, in order. */
  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Line::value)
        .toList();
  }

  /** Every line, in order. */
  public List<Line> lines() {
    return lines;
  }

  /** Every value of a header, joined by commas as the service's web server joins them. */
  String joined(String name) {
    String joined = null;
    for (Line line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        joined = joined == null ? line.value() : joined + "," + line.value();
      }
    }
    return joined == null ? "" : joined;
  }

  @Nullable String get(String name) {
    for (Line line : lines) {
      if (line.name().equalsIgnoreCase(name)) {
        return line.value();
      }
    }
    return null;
  }

  String getOr(String name, String absent) {
    String value = get(name);
    return value == null ? absent : value;
  }
}
