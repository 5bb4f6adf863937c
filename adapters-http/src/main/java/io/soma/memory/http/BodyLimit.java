package io.soma.memory.http;

import java.util.Objects;
import okhttp3.Response;

/**
 * How long the answer to one call may be; travels with a call of {@link ReadRoutes} as a tag.
 *
 * @param maxBytes of the answer's body
 */
record BodyLimit(long maxBytes) {

  /** For a write's answer, which names the written memory. */
  static final BodyLimit WRITE = new BodyLimit(1L << 20);

  /** Of a read's answer, which holds many memories. */
  static final BodyLimit READ = new BodyLimit(8L << 20);

  /** The bound that travels with the call that is answered. */
  static BodyLimit of(Response answer) {
    return Objects.requireNonNull(answer.request().tag(BodyLimit.class));
  }
}
