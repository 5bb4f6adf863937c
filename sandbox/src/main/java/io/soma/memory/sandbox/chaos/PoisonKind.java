package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.memory.StoreRefusal;
import java.util.Locale;

/** A kind of write that the memory service does not take, whatever else it takes. */
enum PoisonKind {
  /** It is refused, with a reason. */
  REFUSED(new StoreRefusal(422, "the campaign's service takes no such memory")),
  /** It is answered as an outage is, so that only other writes tell the two apart. */
  BREAKING(new StoreRefusal(500, "An unexpected error occurred in FractalMemory")),
  /** It is refused until an operator mends the cause. */
  UNTIL_MENDED(new StoreRefusal(400, "the campaign's service takes no such memory yet"));

  private final StoreRefusal refusal;

  PoisonKind(StoreRefusal refusal) {
    this.refusal = refusal;
  }

  /** The memory service's answer to it. */
  StoreRefusal refusal() {
    return refusal;
  }

  /** As a payload names it. */
  String mark() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
