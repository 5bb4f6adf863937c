package io.soma.memory.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {

  private final List<WriteRecord> writes = new ArrayList<>();
  private final List<EffectRecord> effects = new ArrayList<>();
  private long held;

  @Test
  void everythingInOrderIsGood() {
    write(1, Outcome.STORED);
    write(2, Outcome.QUEUED);
    effect(1);
    effect(2);

    Verdict verdict = verdict();

    assertThat(verdict.isGood()).isTrue();
    assertThat(verdict.line())
        .isEqualTo(
            "RESULT acknowledged=2 stored=2 lost=0 stale=0 duplicate_effects=0"
                + " healthy_p99_ratio=1.50");
  }

  @Test
  void anAcknowledgedWriteWithoutEffectIsLost() {
    write(1, Outcome.STORED);
    write(2, Outcome.QUEUED);
    effect(1);

    assertThat(verdict().lost()).isEqualTo(1);
    assertThat(verdict().isGood()).isFalse();
  }

  @Test
  void aWriteThatWasNotAcknowledgedMayBeMissing() {
    write(1, Outcome.STORED);
    write(2, Outcome.UNACKNOWLEDGED);
    effect(1);

    assertThat(verdict().isGood()).isTrue();
  }

  @Test
  void anOlderEffectAfterANewerOneIsStale() {
    write(1, Outcome.QUEUED);
    write(2, Outcome.STORED);
    effect(2);
    effect(1);

    assertThat(verdict().stale()).isEqualTo(2);
    assertThat(verdict().isGood()).isFalse();
  }

  @Test
  void aMemoryThatHoldsLessThanWasPromisedIsStale() {
    write(1, Outcome.STORED);
    effect(1);
    held = 0;

    assertThat(verdict().stale()).isEqualTo(1);
  }

  @Test
  void aSecondEffectOfOneWriteIsADuplicate() {
    write(1, Outcome.STORED);
    effect(1);
    effect(1);

    assertThat(verdict().duplicateEffects()).isEqualTo(1);
    assertThat(verdict().isGood()).isFalse();
  }

  @Test
  void anotherTenantsTroubleThatReachedAHealthyOneIsNotGood() {
    write(1, Outcome.STORED);
    effect(1);

    assertThat(check().verdict(1, 1.0).isGood()).isFalse();
  }

  @Test
  void aDemoWithoutWritesProvesNothing() {
    assertThat(verdict().isGood()).isFalse();
  }

  private void write(long sequence, Outcome outcome) {
    writes.add(
        new WriteRecord(
            2,
            "key",
            sequence,
            "id-" + sequence,
            "0.5,0.5,0.5",
            outcome,
            Stage.DOWN,
            Stage.DOWN,
            1));
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

  private Verdict verdict() {
    return check().verdict(0, 1.5);
  }

  private ReceiptCheck check() {
    return new ReceiptCheck(writes, effects, (tenant, coordinate) -> Optional.of(memory()));
  }

  private MemoryRecord memory() {
    return new MemoryRecord(
        "0.5,0.5,0.5", "{\"sequence\": " + held + "}", "episodic", Instant.EPOCH, Instant.EPOCH);
  }
}
