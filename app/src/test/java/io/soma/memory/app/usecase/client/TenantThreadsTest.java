package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.ports.driving.OutboxFullException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Threads are the tasks that the executor was given and that have not been run. */
class TenantThreadsTest {

  private static final TenantId LOUD = new TenantId("loud");
  private static final TenantId QUIET = new TenantId("quiet");

  private final Deque<Runnable> executed = new ArrayDeque<>();
  private boolean isShut;
  private final TenantThreads threads =
      new TenantThreads(this::execute, new TenantThreads.Share(2, 4, 5), new BackpressureLimit(10));

  @Test
  void aTenantHasSoManyThreadsAtMost() {
    calls(LOUD, 10);

    assertThat(executed).hasSize(4);
  }

  @Test
  void whereManyAreInUseATenantHasItsOwnAlone() {
    calls(LOUD, 10);
    calls(QUIET, 10);

    assertThat(executed).hasSize(4 + 2);
  }

  @Test
  void whatWaitsRunsInOrderAsThreadsBecomeFree() {
    List<CompletableFuture<Integer>> calls = calls(LOUD, 10);

    runAll();

    assertThat(calls)
        .extracting(CompletableFuture::join)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    calls(LOUD, 10);
    assertThat(executed).hasSize(4);
  }

  /** Callbacks that wait for calls of their own tenant would otherwise wait for ever. */
  @Test
  void aThreadIsHandedOnBeforeTheCallersCallbackRuns() {
    List<Integer> threadsSeen = new ArrayList<>();
    var unused = calls(LOUD, 5).get(0).thenRun(() -> threadsSeen.add(executed.size()));

    executed.remove().run();

    assertThat(threadsSeen).containsExactly(4);
  }

  @Test
  void aCallThatBreaksHandsItsThreadOn() {
    CompletableFuture<Object> broken =
        threads.call(
            LOUD,
            () -> {
              throw new StackOverflowError();
            });
    List<CompletableFuture<Integer>> others = calls(LOUD, 4);

    runAll();

    assertThatThrownBy(broken::join).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(others).allSatisfy(each -> assertThat(each).isCompleted());
  }

  @Test
  void aTenantWithTooManyWaitingCallsIsRefusedAlone() {
    calls(LOUD, 4 + 10);

    assertThatExceptionOfType(OutboxFullException.class)
        .isThrownBy(() -> threads.requireRoom(LOUD));
    threads.requireRoom(QUIET);
    executed.remove().run();
    threads.requireRoom(LOUD);
  }

  @Test
  void whatWaitsAtTheCloseFails() {
    List<CompletableFuture<Integer>> calls = calls(LOUD, 8);
    isShut = true;

    executed.remove().run();

    assertThat(calls.get(0)).isCompletedWithValue(0);
    assertThat(calls.subList(4, 8))
        .allSatisfy(
            each -> assertThatThrownBy(each::join).hasCauseInstanceOf(ClientClosedException.class));
  }

  @Test
  void aCallThatTheExecutorRefusesLeavesItsThreadToOthers() {
    isShut = true;
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(RejectedExecutionException.class)
          .isThrownBy(() -> threads.call(LOUD, () -> 1));
    }
    isShut = false;

    calls(LOUD, 10);

    assertThat(executed).hasSize(4);
  }

  private List<CompletableFuture<Integer>> calls(TenantId tenant, int count) {
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(threads.call(tenant, () -> number));
    }
    return calls;
  }

  private void execute(Runnable task) {
    if (isShut) {
      throw new RejectedExecutionException("shut");
    }
    executed.add(task);
  }

  private void runAll() {
    while (!executed.isEmpty()) {
      executed.remove().run();
    }
  }
}
