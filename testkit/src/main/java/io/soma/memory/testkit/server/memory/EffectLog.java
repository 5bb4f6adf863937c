package io.soma.memory.testkit.server.memory;

import java.util.ArrayList;
import java.util.List;

/** Every effect, without limit, unless switched off. Thread safe. */
final class EffectLog {
  private final List<EffectRecord> effects = new ArrayList<>();
  private boolean on = true;
  private int mostOfPayload = Integer.MAX_VALUE;

  synchronized void add(
      Origin origin, EffectRecord.Kind kind, CoordinateKey coordinate, String payload) {
    if (!on) {
      return;
    }
    effects.add(
        new EffectRecord(
            effects.size() + 1L,
            origin.tenant(),
            kind,
            coordinate.key(),
            payload.length() > mostOfPayload ? payload.substring(0, mostOfPayload) : payload,
            origin.idempotencyKey(),
            origin.requestId(),
            origin.age(),
            origin.abandoned(),
            System.nanoTime()));
  }

  synchronized void record(boolean wanted) {
    on = wanted;
  }

  synchronized void limitPayloads(int characters) {
    mostOfPayload = characters;
  }

  synchronized List<EffectRecord> all() {
    return List.copyOf(effects);
  }

  synchronized List<EffectRecord> of(String tenant) {
    return effects.stream().filter(effect -> effect.tenant().equals(tenant)).toList();
  }
}
