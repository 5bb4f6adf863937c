package io.soma.memory.sandbox.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.history.Violation;
import io.soma.memory.testkit.history.WriteOutcome;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.MemoryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptCheckTest {

  private static final Duration DEADLINE = Duration.ofSeconds(8);
  private static final Duration IN_TIME = DEADLINE;
  private static final Duration TOO_LATE = DEADLINE.plusMillis(1);
  private static final CheckRules IGNORES_KEYS = new CheckRules(false, DEADLINE);
  private static final CheckRules HONOURS_KEYS = new CheckRules(true, DEADLINE);

  private final WriteHistory writes = new WriteHistory();
  private final List<EffectRecord> effects = new ArrayList<>();
  private long held;
  private String owner = "tenant-2";
  private @Nullable String key;

  @Test
  void everythingInOrderIsGood() {
    write(1, true);
    write(2, true);
    effect(1);
    effect(2);

    assertThat(findings(HONOURS_KEYS).isGood()).isTrue();
    assertThat(findings(HONOURS_KEYS).line())
        .isEqualTo(
            "RESULT acknowledged=2 stored=2 lost=0 stale=0 duplicate_effects=0 late_effects=0");
  }

  @Test
  void anAcknowledgedWriteWithoutEffectIsLost() {
    write(1, true);
    write(2, true);
    effect(1);

    assertThat(findings(IGNORES_KEYS).lost()).containsExactly("id-2");
    assertThat(findings(IGNORES_KEYS).isGood()).isFalse();
  }

  @Test
  void aWriteThatWasNotAcknowledgedMayBeMissing() {
    write(1, true);
    write(2, false);
    effect(1);

    assertThat(findings(IGNORES_KEYS).isGood()).isTrue();
  }

  @Test
  void anOlderEffectAfterANewerOneIsStale() {
    write(1, true);
    write(2, true);
    effect(2);
    effect(1);

    assertThat(findings(IGNORES_KEYS).stale()).containsExactly("id-1", "id-2");
    assertThat(findings(IGNORES_KEYS).isGood()).isFalse();
  }

  @Test
  void aMemoryThatHoldsLessThanWasPromisedIsStale() {
    write(1, true);
    effect(1);
    held = 0;

    assertThat(findings(IGNORES_KEYS).stale()).containsExactly("id-1");
  }

  @Test
  void aDuplicateInOrderFailsOnlyWhereKeysAreHonoured() {
    write(1, true);
    effect(1);
    effect(1);

    assertThat(findings(IGNORES_KEYS).duplicateEffects()).containsExactly("id-1");
    assertThat(findings(IGNORES_KEYS).isGood()).isTrue();
    assertThat(findings(HONOURS_KEYS).duplicateEffects()).containsExactly("id-1");
    assertThat(findings(HONOURS_KEYS).isGood()).isFalse();
  }

  @Test
  void aDuplicateBehindANewerWriteIsStale() {
    write(1, true);
    write(2, true);
    effect(1);
    effect(2);
    effect(1);
    effect(2);

    assertThat(findings(IGNORES_KEYS).stale()).containsExactly("id-1");
    assertThat(findings(IGNORES_KEYS).duplicateEffects()).containsExactly("id-2");
    assertThat(findings(IGNORES_KEYS).isGood()).isFalse();
  }

  @Test
  void aRepeatThatIsANewWriteHasAKeyOfItsOwn() {
    write(1, true);
    write(1, true);
    effect(1);
    key = "another key";
    effect(1);

    assertThat(findings(HONOURS_KEYS).duplicateEffects()).containsExactly("id-1");
    assertThat(findings(HONOURS_KEYS).isGood()).isTrue();
  }

  @Test
  void anEffectThatNobodyWroteBreaksAPromise() {
    write(1, true);
    effect(1);
    effect(7);

    assertThat(findings(IGNORES_KEYS).others())
        .map(Violation::toString)
        .containsExactly("PHANTOM id-7: it took effect, and no caller wrote it");
    assertThat(findings(IGNORES_KEYS).isGood()).isFalse();
  }

  @Test
  void anEffectForAnotherTenantBreaksAPromise() {
    write(1, true);
    owner = "tenant-3";
    effect(1);

    assertThat(findings(IGNORES_KEYS).others())
        .map(Violation::toString)
        .containsExactly("FOREIGN_TENANT id-1: it took effect for tenant tenant-3");
  }

  @Test
  void storedBeforeItsEffectBreaksAPromise() {
    CheckedWrite write = new CheckedWrite("tenant-2", "key", 1, "id-1");
    writes.invoked(write, false);
    writes.ended(write, WriteOutcome.STORED);
    effect(1);

    assertThat(findings(IGNORES_KEYS).others())
        .map(Violation::toString)
        .containsExactly("FALSE_ACKNOWLEDGEMENT id-1: stored before it took effect");
  }

  @Test
  void aLateEffectIsNotStale() {
    write(1, true);
    write(2, true);
    effect(1);
    effect(2);
    effect(1, TOO_LATE, false);

    assertThat(findings(IGNORES_KEYS).line())
        .isEqualTo(
            "RESULT acknowledged=2 stored=2 lost=0 stale=0 duplicate_effects=0 late_effects=1");
    assertThat(findings(IGNORES_KEYS).isGood()).isTrue();
  }

  @Test
  void anEffectBehindItsCallersCloseIsLate() {
    write(1, true);
    write(2, true);
    effect(2);
    effect(1, IN_TIME, true);

    assertThat(findings(IGNORES_KEYS).lateEffects()).containsExactly("id-1");
    assertThat(findings(IGNORES_KEYS).isGood()).isTrue();
  }

  @Test
  void anEffectAtTheDeadlineIsNotLate() {
    write(1, true);
    write(2, true);
    effect(2);
    effect(1, IN_TIME, false);

    assertThat(findings(IGNORES_KEYS).lateEffects()).isEmpty();
    assertThat(findings(IGNORES_KEYS).stale()).contains("id-1");
  }

  @Test
  void whereKeysAreHonouredALateEffectIsNoExcuse() {
    write(1, true);
    write(2, true);
    effect(2);
    effect(1, TOO_LATE, true);

    assertThat(findings(HONOURS_KEYS).lateEffects()).isEmpty();
    assertThat(findings(HONOURS_KEYS).stale()).contains("id-1");
  }

  @Test
  void aLateEffectExcusesNoOlderOne() {
    write(1, true);
    write(2, true);
    write(3, true);
    effect(3);
    effect(2, TOO_LATE, false);
    effect(1);

    assertThat(findings(IGNORES_KEYS).stale()).containsExactly("id-1", "id-2", "id-3");
  }

  @Test
  void aMemoryMayHoldTheLateEffectAndNothingOlder() {
    write(1, true);
    write(2, true);
    write(3, true);
    effect(3);
    effect(2, TOO_LATE, false);

    assertThat(findings(IGNORES_KEYS).stale()).isEmpty();
    held = 1;
    assertThat(findings(IGNORES_KEYS).stale()).containsExactly("id-2");
  }

  @Test
  void aWriteThatOnlyALateEffectStoredIsNotLost() {
    write(1, true);
    effect(1, TOO_LATE, true);

    assertThat(findings(IGNORES_KEYS).lost()).isEmpty();
  }

  @Test
  void aRunWithoutWritesProvesNothing() {
    assertThat(findings(IGNORES_KEYS).isGood()).isFalse();
  }

  private void write(long sequence, boolean acknowledged) {
    CheckedWrite write = new CheckedWrite("tenant-2", "key", sequence, "id-" + sequence);
    writes.invoked(write, false);
    writes.ended(write, acknowledged ? WriteOutcome.QUEUED : WriteOutcome.UNKNOWN);
  }

  private void effect(long sequence) {
    effect(sequence, Duration.ZERO, false);
  }

  private void effect(long sequence, Duration age, boolean abandoned) {
    held = sequence;
    effects.add(
        new EffectRecord(
            effects.size() + 1,
            "standalone",
            EffectRecord.Kind.STORE,
            "0.5,0.5,0.5",
            String.format(
                Locale.ROOT,
                "{\"write\":\"id-%d\",\"sequence\":%d,\"soma_owner\":\"%s\"}",
                sequence,
                sequence,
                owner),
            key == null ? "key of " + sequence : key,
            "one request id",
            age,
            abandoned,
            System.nanoTime()));
  }

  private Findings findings(CheckRules rules) {
    return new ReceiptCheck(writes, effects, (tenant, coordinate) -> Optional.of(memory()), rules)
        .findings();
  }

  private MemoryRecord memory() {
    return new MemoryRecord(
        "0.5,0.5,0.5", "{\"sequence\": " + held + "}", "episodic", Instant.EPOCH, Instant.EPOCH);
  }
}
