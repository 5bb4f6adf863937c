package io.soma.memory.testkit.server.memory;

import org.jspecify.annotations.Nullable;

/** Keeps a scripted header value from becoming two headers. */
final class OneLine {
  private OneLine() {}

  static void check(@Nullable String value) {
    if (value != null && (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException("A header value has no line ends");
    }
  }
}
