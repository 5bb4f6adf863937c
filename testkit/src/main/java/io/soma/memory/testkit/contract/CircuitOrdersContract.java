package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.domain.breaker.CircuitOrder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link CircuitOrders}: a test per sentence of the port. An adapter's test extends
 * this and gives the adapter; every test starts with no order given.
 */
public abstract class CircuitOrdersContract {

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");

  /** The adapter under test; the same one throughout a test. */
  protected abstract CircuitOrders orders();

  /** The adapter of another instance, on the same storage; the same one throughout a test. */
  protected abstract CircuitOrders anotherInstance();

  /** An adapter with storage that cannot be reached. */
  protected abstract CircuitOrders unreachable();

  @Test
  void nothingHoldsBeforeItIsOrdered() {
    assertThat(orders().all()).isEmpty();
  }

  @Test
  void anOrderHoldsInEveryInstance() {
    orders().give(ALICE, CircuitOrder.OPEN);
    anotherInstance().give(BOB, CircuitOrder.CLOSED);

    Map<TenantId, CircuitOrder> both = Map.of(ALICE, CircuitOrder.OPEN, BOB, CircuitOrder.CLOSED);
    assertThat(orders().all()).isEqualTo(both);
    assertThat(anotherInstance().all()).isEqualTo(both);
  }

  @Test
  void anOrderTakesThePlaceOfTheOneBefore() {
    orders().give(ALICE, CircuitOrder.OPEN);
    anotherInstance().give(ALICE, CircuitOrder.CLOSED);

    assertThat(orders().all()).isEqualTo(Map.of(ALICE, CircuitOrder.CLOSED));
  }

  @Test
  void anOrderThatWasTakenBackHoldsNoMore() {
    orders().give(ALICE, CircuitOrder.OPEN);
    orders().give(BOB, CircuitOrder.OPEN);

    anotherInstance().takeBack(ALICE);

    assertThat(orders().all()).isEqualTo(Map.of(BOB, CircuitOrder.OPEN));
  }

  @Test
  void takingBackWhatWasNotOrderedChangesNothing() {
    orders().give(BOB, CircuitOrder.OPEN);

    orders().takeBack(ALICE);
    orders().takeBack(ALICE);

    assertThat(orders().all()).isEqualTo(Map.of(BOB, CircuitOrder.OPEN));
  }

  @Test
  void ofManyWhoOrderTogetherOneHasTheLastWord() {
    List<CircuitOrders> instances = List.of(orders(), anotherInstance());

    Race.run(
        8,
        thread ->
            () -> {
              CircuitOrder order = thread % 2 == 0 ? CircuitOrder.OPEN : CircuitOrder.CLOSED;
              instances.get(thread % 2).give(ALICE, order);
              return order;
            });

    assertThat(orders().all()).containsOnlyKeys(ALICE).isEqualTo(anotherInstance().all());
  }

  @Test
  void ordersThatCannotBeReachedSaySo() {
    List<Consumer<CircuitOrders>> calls =
        List.of(
            orders -> orders.give(ALICE, CircuitOrder.OPEN),
            orders -> orders.takeBack(ALICE),
            CircuitOrders::all);

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatExceptionOfType(OutboxUnavailableException.class)
                    .isThrownBy(() -> call.accept(unreachable())));
  }
}
