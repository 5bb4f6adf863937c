package io.soma.memory.domain.write;

import io.soma.memory.domain.Quoted;
import java.util.regex.Pattern;

/** The caller's position in a trace, as W3C Trace Context writes it. */
public record TraceParent(String value) {

  private static final Pattern FORMAT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  public TraceParent {
    RequiredValue.check(value, "traceparent");
    if (!FORMAT.matcher(value).matches()) {
      throw new InvalidWriteException(
          "traceparent",
          Quoted.of(value)
              + " is not of the form version-traceid-parentid-flags in lower-case hex");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
