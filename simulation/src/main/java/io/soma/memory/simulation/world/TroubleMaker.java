package io.soma.memory.simulation.world;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.DiscardOptions;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ReplayOptions;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.testkit.history.HistoryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Starts the troubles that need an active step, and operators' orders. */
final class TroubleMaker {

  private static final int MOST_ORDERED = 100;
  private static final int MOST_GIVEN_UP = 2;
  private static final EventFilter WAITING = new EventFilter(null, null, null, true, true);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Surroundings around;
  private final List<Instance> instances;
  private final Scheduler scheduler;
  private final DatabaseRestore restore;

  TroubleMaker(Surroundings around, List<Instance> instances) {
    this.around = around;
    this.instances = instances;
    this.scheduler = around.scheduler();
    this.restore = new DatabaseRestore(around, instances);
  }

  /** Waits for one trouble, and makes it. */
  void make(Trouble trouble) {
    scheduler.sleep(Duration.ofMillis(trouble.atMillis()));
    Duration length = Duration.ofMillis(trouble.lengthMillis());
    switch (trouble.kind()) {
      case KILL -> each(trouble, instance -> away(instance, Instance::kill, length));
      case RESTART -> each(trouble, instance -> away(instance, Instance::close, length));
      case STAND_STILL -> each(trouble, instance -> instance.stop(length));
      case SUSPEND -> each(trouble, instance -> instance.suspend(length));
      case LATE_START -> each(trouble, Instance::start);
      case RESTORE, RESTORE_UNDER_WORK, SWITCHOVER -> restore.goBack(trouble.kind(), length);
      case MOVE, MOVE_UNDER_WORK -> restore.move(trouble.kind());
      case CLOCK_STEP -> stepClock((long) trouble.strength());
      case TAIL_LOST -> tenants(trouble).forEach(around.broker()::loseTail);
      case REPLAY_ORDER -> again(length, () -> replayFailed(false));
      case FORCED_REPLAY_ORDER -> replayFailed(true);
      case DISCARD_ORDER -> again(length, this::discardFailed);
      case FORCED_DISCARD_ORDER -> again(length, this::giveUpOldest);
      case FORCED_OPEN -> holdOpen(trouble, length);
      default -> around.history().tell("trouble begins: " + trouble.kind().words());
    }
  }

  private void each(Trouble trouble, Consumer<Instance> what) {
    for (int i = 0; i < instances.size(); i++) {
      if (trouble.concerns(i)) {
        what.accept(instances.get(i));
      }
    }
  }

  private void away(Instance instance, Consumer<Instance> end, Duration length) {
    Thread unused =
        scheduler.start(
            scheduler.currentProcess(),
            "trouble",
            () -> {
              end.accept(instance);
              scheduler.sleep(length);
              instance.start();
            });
  }

  private List<TenantId> tenants(Trouble trouble) {
    return IntStream.range(0, around.plan().tenants())
        .filter(trouble::concerns)
        .mapToObj(tenant -> new TenantId(WriteNames.tenant(tenant)))
        .toList();
  }

  private void again(Duration length, Runnable order) {
    long end = scheduler.now() + length.toNanos();
    while (scheduler.now() <= end) {
      order.run();
      scheduler.sleep(scheduler.random().between(SHORTEST_PAUSE, LONGEST_PAUSE));
    }
  }

  private void stepClock(long seconds) {
    around.history().tell("database: its clock steps by " + seconds + " s");
    around.database().stepClock(Duration.ofSeconds(seconds));
  }

  /** Lets an operator replay the failed events, in some instance. */
  void replayFailed(boolean force) {
    anyInstance()
        .ifPresent(
            instance ->
                instance.within(
                    "replay failed events",
                    engine -> {
                      List<EventId> ids = failed(engine.outbox());
                      if (!ids.isEmpty()) {
                        engine.outbox().replay(ids, new ReplayOptions(force, false));
                      }
                    }));
  }

  private void discardFailed() {
    anyInstance()
        .ifPresent(
            instance ->
                instance.within(
                    "discard failed events",
                    engine -> {
                      List<EventId> ids = failed(engine.outbox());
                      if (!ids.isEmpty()) {
                        engine.outbox().discard(ids, DiscardOptions.DEFAULT);
                      }
                    }));
  }

  private void giveUpOldest() {
    anyInstance()
        .ifPresent(
            instance ->
                instance.within("give up what waits", engine -> giveUpOldest(engine.outbox())));
  }

  private void giveUpOldest(OutboxAdministration outbox) {
    List<OutboxEvent> oldest =
        outbox.list(WAITING, MOST_GIVEN_UP, 0).stream().map(OutboxEntry::event).toList();
    if (!oldest.isEmpty()) {
      oldest.forEach(this::noteOrder);
      outbox.discard(
          oldest.stream().map(OutboxEvent::id).toList(), new DiscardOptions(true, false));
    }
  }

  private void noteOrder(OutboxEvent event) {
    String write = WriteNames.writeOf(event.delivery());
    around
        .history()
        .note(new HistoryEvent.GiveUpOrdered(write), "operator: orders to give up " + write);
  }

  private static List<EventId> failed(OutboxAdministration outbox) {
    EventFilter filter = new EventFilter(EventStatus.FAILED, null, null);
    return outbox.list(filter, MOST_ORDERED, 0).stream().map(entry -> entry.event().id()).toList();
  }

  // Given in one instance, and taken back in whichever runs then.
  private void holdOpen(Trouble trouble, Duration length) {
    for (TenantId tenant : tenants(trouble)) {
      around.history().tell("operator: holds the circuit of " + tenant.value() + " open");
      around.database().order(tenant);
    }
    scheduler.sleep(length);
    tenants(trouble).forEach(around.database()::takeOrderBack);
  }

  private Optional<Instance> anyInstance() {
    List<Instance> running =
        instances.stream().filter(instance -> instance.running() != null).toList();
    return running.isEmpty() ? Optional.empty() : Optional.of(scheduler.random().oneOf(running));
  }
}
