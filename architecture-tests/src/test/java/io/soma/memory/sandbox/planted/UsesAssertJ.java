package io.soma.memory.sandbox.planted;

import org.assertj.core.api.Assertions;

final class UsesAssertJ {

  static void check(String text) {
    Assertions.assertThat(text).isEmpty();
  }

  private UsesAssertJ() {}
}
