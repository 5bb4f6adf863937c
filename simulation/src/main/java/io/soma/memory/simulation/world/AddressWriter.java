package io.soma.memory.simulation.world;

import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The caller that writes to one address, one write after the other. It goes to another process only
 * after as long as an instance may take to learn of a backlog, and gives up a process that died
 * only when its calls are over.
 */
final class AddressWriter {

  private static final Duration BEFORE_ANOTHER_PROCESS = Duration.ofSeconds(2);
  private static final Duration AFTER_A_DEATH = Duration.ofSeconds(3);
  private static final int MOST_ATTEMPTS = 3;

  private final List<Instance> instances;
  private final List<PlannedWrite> writes;
  private final Scheduler scheduler;
  private final History history;
  private final List<Attempt> underWay = new ArrayList<>();
  private @Nullable SimulatedProcess last;

  AddressWriter(
      List<Instance> instances, List<PlannedWrite> writes, Scheduler scheduler, History history) {
    this.instances = instances;
    this.writes = writes;
    this.scheduler = scheduler;
    this.history = history;
  }

  void run() {
    scheduler.sleep(Duration.ofMillis(PlanGenerator.TRAFFIC_FROM_MILLIS));
    for (PlannedWrite write : writes) {
      scheduler.sleep(Duration.ofMillis(write.pauseMillis()));
      Attempt attempt = begin(write);
      if (!write.isInLine()) {
        end(attempt);
      }
    }
    endAll();
  }

  // Also the attempts before it, so that a caller that repeats has no newer write under way.
  private void end(Attempt attempt) {
    endAll();
    PlannedWrite write = attempt.write;
    Attempt last = attempt;
    for (int i = 1; last.isUnknown() && write.isRepeated() && i < MOST_ATTEMPTS; i++) {
      last = begin(write);
      endAll();
    }
  }

  private void endAll() {
    boolean isAnyDead = false;
    for (Attempt attempt : underWay) {
      scheduler.await(attempt::isOver, Scheduler.FOREVER);
      if (!attempt.call.isDone()) {
        isAnyDead = true;
        attempt.note(history);
      }
    }
    underWay.clear();
    if (isAnyDead) {
      scheduler.sleep(AFTER_A_DEATH);
    }
  }

  private Attempt begin(PlannedWrite write) {
    Instance instance = instance(write);
    SimulatedProcess process = Objects.requireNonNull(instance.running());
    last = process;
    String tenant = WriteNames.tenant(write.tenant());
    String address = WriteNames.address(write.address());
    history.note(
        new HistoryEvent.Invoked(write.id(), tenant, address, write.namedKey() != null),
        "caller: writes "
            + write.id()
            + " to "
            + tenant
            + "/"
            + address
            + " through "
            + process.name());
    boolean[] inLine = {false};
    CompletableFuture<WriteOutcome> call =
        instance.write(
            remember(write),
            () -> {
              inLine[0] = true;
              history.note(
                  new HistoryEvent.InLine(write.id()), "caller: has " + write.id() + " in line");
            });
    Attempt attempt = new Attempt(write, process, call);
    var unused = call.thenRun(() -> attempt.note(history));
    underWay.add(attempt);
    scheduler.await(() -> inLine[0] || process.isDead(), Scheduler.FOREVER);
    return attempt;
  }

  /** One call for a write, in one process. */
  private record Attempt(
      PlannedWrite write, SimulatedProcess process, CompletableFuture<WriteOutcome> call) {

    boolean isOver() {
      return call.isDone() || process.isDead();
    }

    boolean isUnknown() {
      return call.getNow(WriteOutcome.UNKNOWN) == WriteOutcome.UNKNOWN;
    }

    void note(History history) {
      WriteOutcome outcome = call.getNow(WriteOutcome.UNKNOWN);
      history.note(
          new HistoryEvent.Ended(write.id(), outcome),
          "caller: hears " + outcome + " of " + write.id());
    }
  }

  private Instance instance(PlannedWrite write) {
    Instance chosen = awaitOne(write);
    if (last != null && chosen.running() != last) {
      endAll();
      scheduler.sleep(BEFORE_ANOTHER_PROCESS);
      chosen = chosen.running() == null ? instance(write) : chosen;
    }
    return chosen;
  }

  private Instance awaitOne(PlannedWrite write) {
    Instance wanted = instances.get(write.instance());
    scheduler.await(
        () -> instances.stream().anyMatch(each -> each.running() != null), Scheduler.FOREVER);
    return wanted.running() != null
        ? wanted
        : instances.stream().filter(each -> each.running() != null).findFirst().orElseThrow();
  }

  private static Remember remember(PlannedWrite write) {
    WriteOptions options = WriteOptions.NONE.withRequestId(new RequestId(write.requestId()));
    if (write.namedKey() != null) {
      NamedKey key = new NamedKey(write.namedKey());
      options = new WriteOptions(options.requestId(), key, null, null, null);
    }
    if (write.isFastAck()) {
      options = options.withMode(WriteMode.FAST_ACK);
    }
    String address = WriteNames.address(write.address());
    Map<String, String> payload = new TreeMap<>();
    payload.put("address", address);
    payload.put("write", write.id());
    return Remember.of("simulation:" + WriteNames.tenant(write.tenant()), address, payload)
        .withOptions(options);
  }
}
