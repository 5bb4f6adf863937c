package io.soma.memory.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {

  private final List<CheckedWrite> writes = new ArrayList<>();
  private final List<EffectRecord> effects = new ArrayList<>();
  private long held;

  @Test
  void everythingInOrderIsGood() {
    write(1, true);
    write(2, true);
    effect(1);
    effect(2);

    assertThat(findings().isGood()).isTrue();
    assertThat(findings().line())
        .isEqualTo("RESULT acknowledged=2 stored=2 lost=0 stale=0 duplicate_effects=0");
  }

  @Test
  void anAcknowledgedWriteWithoutEffectIsLost() {
    write(1, true);
    write(2, true);
    effect(1);

    assertThat(findings().lost()).containsExactly("id-2");
    assertThat(findings().isGood()).isFalse();
  }

  @Test
  void aWriteThatWasNotAcknowledgedMayBeMissing() {
    write(1, true);
    write(2, false);
    effect(1);

    assertThat(findings().isGood()).isTrue();
  }

  @Test
  void anOlderEffectAfterANewerOneIsStale() {
    write(1, true);
    write(2, true);
    effect(2);
    effect(1);

    assertThat(findings().stale()).containsExactly("id-1", "id-2");
    assertThat(findings().isGood()).isFalse();
  }

  @Test
  void aMemoryThatHoldsLessThanWasPromisedIsStale() {
    write(1, true);
    effect(1);
    held = 0;

    assertThat(findings().stale()).containsExactly("id-1");
  }

  @Test
  void aSecondEffectOfOneWriteIsADuplicate() {
    write(1, true);
    effect(1);
    effect(1);

    assertThat(findings().duplicateEffects()).containsExactly("id-1");
    assertThat(findings().isGood()).isFalse();
  }

  @Test
  void aRunWithoutWritesProvesNothing() {
    assertThat(findings().isGood()).isFalse();
  }

  private void write(long sequence, boolean acknowledged) {
    writes.add(
        new CheckedWrite(
            "tenant-2", "key", sequence, "id-" + sequence, "0.5,0.5,0.5", acknowledged));
  }

  private void effect(long sequence) {
    held = sequence;
    effects.add(
        new EffectRecord(
            effects.size() + 1,
            "tenant-2",
            EffectRecord.Kind.STORE,
            "0.5,0.5,0.5",
            "{\"sequence\":" + sequence + "}",
            "key",
            "id-" + sequence));
  }

  private Findings findings() {
    return new ReceiptCheck(writes, effects, (tenant, coordinate) -> Optional.of(memory()))
        .findings();
  }

  private MemoryRecord memory() {
    return new MemoryRecord(
        "0.5,0.5,0.5", "{\"sequence\": " + held + "}", "episodic", Instant.EPOCH, Instant.EPOCH);
  }
}
