package io.soma.memory.domain.planted;

import java.util.UUID;

final class RollsDice {

  static UUID call() {
    return UUID.randomUUID();
  }

  private RollsDice() {}
}
