package io.soma.memory.app.usecase.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.testkit.fake.InMemoryCircuitOrders;
import io.soma.memory.testkit.fake.InMemoryStore;
import io.soma.memory.testkit.fake.ManualClock;
import io.soma.memory.testkit.fake.ServiceResults;
import org.junit.jupiter.api.Test;

class OrderedCircuitsTest {

  private static final TenantId ALPHA = new TenantId("alpha");
  private static final TenantId BETA = new TenantId("beta");

  private final InMemoryCircuitOrders orders =
      new InMemoryCircuitOrders(new InMemoryStore(new ManualClock()));
  private final Rig asked = instance();
  private final Rig other = instance();
  private final TenantAdministration operator = asked.get(TenantAdministration.class);

  @Test
  void anOrderHoldsAtOnceWhereItIsGivenAndElsewhereAfterTheNextLook() {
    operator.forceOpen(ALPHA);
    assertThat(circuit(asked, ALPHA)).isEqualTo(CircuitState.FORCED_OPEN);
    assertThat(circuit(other, ALPHA)).isEqualTo(CircuitState.CLOSED);

    look(other);

    assertThat(circuit(other, ALPHA)).isEqualTo(CircuitState.FORCED_OPEN);
    assertThat(circuit(other, BETA)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void theLastOrderHoldsWhereverItWasGiven() {
    operator.forceOpen(ALPHA);
    look(other);
    other.get(TenantAdministration.class).forceClosed(ALPHA);

    look(asked);

    assertThat(circuit(asked, ALPHA)).isEqualTo(CircuitState.FORCED_CLOSED);
  }

  @Test
  void aReleaseElsewhereReleasesHere() {
    operator.forceOpen(ALPHA);
    operator.forceOpen(BETA);
    look(other);
    other.get(TenantAdministration.class).release(ALPHA);
    assertThat(circuit(other, ALPHA)).isEqualTo(CircuitState.CLOSED);

    look(asked);

    assertThat(circuit(asked, ALPHA)).isEqualTo(CircuitState.CLOSED);
    assertThat(circuit(asked, BETA)).isEqualTo(CircuitState.FORCED_OPEN);
  }

  @Test
  void anOrderOutlivesWhoeverWasAsked() {
    operator.forceOpen(ALPHA);

    Rig later = instance();
    look(later);

    assertThat(circuit(later, ALPHA)).isEqualTo(CircuitState.FORCED_OPEN);
  }

  @Test
  void aCircuitThatOpenedByItselfIsNoBusinessOfALook() {
    other.service().answer(BETA, ServiceResults.serverError("broken"));
    other.remember("beta", "key", "text");
    operator.forceOpen(ALPHA);
    look(other);

    operator.release(ALPHA);
    look(other);

    assertThat(circuit(other, ALPHA)).isEqualTo(CircuitState.CLOSED);
    assertThat(circuit(other, BETA)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void whatCannotBeKeptIsNotOrderedAndWhatWasOrderedGoesOn() {
    operator.forceOpen(ALPHA);
    orders.available(false);

    assertThatExceptionOfType(OutboxUnavailableException.class)
        .isThrownBy(() -> operator.forceOpen(BETA));
    assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(() -> look(asked));

    assertThat(circuit(asked, ALPHA)).isEqualTo(CircuitState.FORCED_OPEN);
    assertThat(circuit(asked, BETA)).isEqualTo(CircuitState.CLOSED);
  }

  private Rig instance() {
    return new Rig(
        fakes -> binder -> binder.bind(CircuitOrders.class).toInstance(orders),
        "SOMABRAIN_MEMORY_FAILURE_THRESHOLD",
        "1");
  }

  private static CircuitState circuit(Rig rig, TenantId tenant) {
    return rig.health().circuit(tenant);
  }

  private static void look(Rig rig) {
    rig.get(OrderedCircuits.class).look();
  }
}
