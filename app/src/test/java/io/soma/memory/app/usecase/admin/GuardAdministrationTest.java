package io.soma.memory.app.usecase.admin;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.OpenCircuit;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.ports.driving.TenantStatus;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GuardAdministrationTest {

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
  private final TenantAdministration tenants = rig.get(TenantAdministration.class);

  @Test
  void probeHasTheRelayOfferTheTenantsEventsAgain() {
    List<TenantId> retried = new ArrayList<>();
    RelaySignal relay =
        new RelaySignal() {
          @Override
          public void wake(TenantId tenant) {}

          @Override
          public void retry(TenantId tenant) {
            retried.add(tenant);
          }
        };
    Rig watched = new Rig(fakes -> binder -> binder.bind(RelaySignal.class).toInstance(relay));

    watched.get(TenantAdministration.class).probeNow(TENANT);

    assertThat(retried).containsExactly(TENANT);
  }

  @Test
  void showsWhyAndSinceWhenACircuitIsOpenAndWhenItIsProbedNext() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    Instant opened = rig.clock().instant();
    rig.remember("key", "one");
    rig.advance(Duration.ofSeconds(10));

    OpenCircuit opening = opening();

    assertThat(opening.reason())
        .isEqualTo(new FailureReason(FailureClass.SERVER_ERROR, "500", "broken"));
    assertThat(opening.since()).isEqualTo(opened);
    assertThat(opening.nextProbe()).isBetween(opened.plusSeconds(53), opened.plusSeconds(66));
  }

  @Test
  void showsTheFirstOpeningAndTheLastReasonAfterAProbeFailed() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    Instant opened = rig.clock().instant();
    rig.remember("key", "one");
    rig.service().answer(TENANT, ServiceResults.noAnswer("late"));
    rig.advance(Duration.ofSeconds(67));
    rig.relay();

    assertThat(opening().since()).isEqualTo(opened);
    assertThat(opening().reason().kind()).isEqualTo(FailureClass.NO_ANSWER);
    assertThat(opening().nextProbe()).isAfter(opened.plusSeconds(170));
  }

  @Test
  void showsNoNextProbeWhereTheNextCallIsTheProbe() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    rig.advance(Duration.ofSeconds(67));
    rig.watch(true);

    assertThat(tenants.tenant(TENANT).circuit()).isEqualTo(CircuitState.HALF_OPEN);
    assertThat(opening().nextProbe()).isNull();
  }

  @Test
  void showsNothingOfAClosedOrForcedCircuit() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    tenants.forceOpen(TENANT);

    assertThat(tenants.tenant(TENANT).opening()).isNull();
    assertThat(tenants.tenant(new TenantId("beta")))
        .isEqualTo(new TenantStatus(new TenantId("beta"), CircuitState.CLOSED, 0, 0, null, null));
  }

  private OpenCircuit opening() {
    return Objects.requireNonNull(tenants.tenant(TENANT).opening());
  }
}
