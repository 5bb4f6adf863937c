package io.soma.memory.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryRejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SomaMemoryExtensionTest {

  @RegisterExtension static final SomaMemoryExtension soma = SomaMemoryExtension.inMemory();

  private static Remember note(String key) {
    return Remember.of("test:acme", key, Map.of("text", "hello"));
  }

  @Test
  void writesAreStoredWithoutAnyScript() {
    assertThat(soma.client().remember(note("a"))).isInstanceOf(WriteReceipt.Stored.class);

    assertThat(soma.tenant("acme").stored()).hasSize(1);
    assertThat(soma.client().fetch("test:acme", "a")).isPresent();
  }

  @Test
  void eachTestHasAFreshOne() {
    assertThat(soma.tenant("acme").stored()).isEmpty();
    assertThat(soma.client().fetch("test:acme", "a")).isEmpty();
  }

  @Test
  void anAnswerCountsOnceForEachCall() {
    soma.tenant("acme").answers(422).times(2);

    assertThatThrownBy(() -> soma.client().remember(note("a")))
        .isInstanceOf(MemoryRejectedException.class);
    assertThatThrownBy(() -> soma.client().remember(note("b")))
        .isInstanceOf(MemoryRejectedException.class);
    assertThat(soma.client().remember(note("c"))).isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void nothingIsDeliveredBeforeTheTestSettles() {
    soma.tenant("acme").answers(500).times(1);

    assertThat(soma.client().remember(note("a"))).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(soma.client().remember(note("b"))).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(soma.tenant("acme").waiting()).isEqualTo(2);
    assertThat(soma.tenant("acme").stored()).isEmpty();

    soma.settle();

    assertThat(soma.tenant("acme").waiting()).isZero();
    assertThat(soma.tenant("acme").stored()).hasSize(2);
  }

  @Test
  void settlingProbesACircuitThatOpened() {
    soma.tenant("acme").answers(500);
    soma.client().remember(note("a"));
    soma.tenant("acme").recovers();
    soma.tenant("acme").answers(503).times(5);

    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(1);
    assertThat(soma.client().remember(note("b"))).isInstanceOf(WriteReceipt.Stored.class);
  }

  @Test
  void threeFailuresOpenACircuitWhichTimeBringsBack() {
    soma.tenant("acme").answers(500);
    // Only the first goes out, as the others wait behind it.
    soma.client().remember(note("a"));
    assertThatThrownBy(soma::settle)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("acme: 1 writes wait");
    assertThat(circuit()).isNotEqualTo(CircuitState.CLOSED);

    soma.tenant("acme").recovers();
    soma.settle();

    assertThat(circuit()).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void aCallOfTheTestThatHangsTakesNoRealTime() {
    soma.tenant("acme").hangs();

    assertThat(soma.client().remember(note("a"))).isInstanceOf(WriteReceipt.Queued.class);
  }

  @Test
  void aStagedCallThatHangsEndsPastItsDeadline() {
    soma.tenant("acme").hangs();
    CompletableFuture<WriteReceipt> receipt =
        soma.client().rememberAsync(note("a")).toCompletableFuture();
    CompletableFuture<WriteReceipt> other =
        soma.client()
            .rememberAsync(Remember.of("test:globex", "a", Map.of("text", "hello")))
            .toCompletableFuture();
    assertThat(other.join()).isInstanceOf(WriteReceipt.Stored.class);
    assertThat(receipt).isNotDone();

    soma.advance(Duration.ofSeconds(60));

    assertThat(receipt.join()).isInstanceOf(WriteReceipt.Queued.class);
  }

  @Test
  void settlingEndsCallsThatHang() {
    soma.tenant("acme").hangs();
    CompletableFuture<WriteReceipt> receipt =
        soma.client().rememberAsync(note("a")).toCompletableFuture();
    assertThatThrownBy(soma::settle).isInstanceOf(AssertionError.class);
    assertThat(receipt).isCompleted();

    soma.tenant("acme").recovers();
    soma.settle();

    assertThat(soma.tenant("acme").stored()).hasSize(1);
  }

  @Test
  void memoriesSayWhatWasStored() {
    soma.client().remember(note("a"));
    soma.client().remember(Remember.of("test:acme", "b", Map.of("text", "second")));
    soma.client().remember(Remember.of("test:acme", "a", Map.of("text", "changed")));
    soma.client().remember(Remember.of("test:globex", "a", Map.of("text", "another tenant's")));

    assertThat(soma.tenant("acme").memories())
        .extracting(memory -> memory.payload().get("text"))
        .containsExactly("changed", "second");
  }

  @Test
  void anOutageIsEveryTenants() {
    soma.memoryService().isDown();
    assertThat(soma.client().remember(note("a"))).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(soma.client().remember(Remember.of("test:globex", "a", Map.of("text", "hello"))))
        .isInstanceOf(WriteReceipt.Queued.class);

    soma.memoryService().recovers();
    soma.settle();

    assertThat(soma.tenant("acme").memories()).hasSize(1);
    assertThat(soma.tenant("globex").memories()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 199, 600})
  void noSuchStatusIsRefused(int status) {
    assertThatThrownBy(() -> soma.tenant("acme").answers(status))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status " + status + " is not from 200 to 599");
  }

  @Test
  void outsideATestItSaysWhenItRuns() {
    assertThatThrownBy(() -> SomaMemoryExtension.inMemory().client())
        .hasMessageContaining("not in @BeforeAll");
  }

  @Test
  void transactionsSayThatTheyNeedPostgres() {
    assertThatThrownBy(soma::transactional)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("transactions need PostgreSQL: SomaMemoryExtension.inMemory().withPostgres()");
  }

  private static CircuitState circuit() {
    return soma.memory().health().circuit(new TenantId("acme"));
  }
}
