package io.soma.memory.simulation.world;

import com.google.inject.util.Modules;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.testkit.history.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One place where the product runs, in one process after the other. */
final class Instance {

  private final Surroundings around;
  private final Scheduler scheduler;
  private final int number;
  private int starts;
  private boolean isClosing;
  private @Nullable SimulatedProcess process;
  private @Nullable Engine engine;
  private @Nullable HostTransactions transactions;

  Instance(Surroundings around, int number) {
    this.around = around;
    this.scheduler = around.scheduler();
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Begins to start a process, if none runs. */
  void start() {
    if (process != null || around.database().isAway()) {
      return;
    }
    SimulatedProcess started = scheduler.process("i" + number + "." + ++starts);
    process = started;
    isClosing = false;
    around.crashes().started(started, this);
    around.database().begins(started);
    Thread unused = scheduler.start(started, "start", () -> run(started));
  }

  private void run(SimulatedProcess started) {
    InstanceModule simulated = new InstanceModule(around, started, number);
    Engine begun =
        Engine.start(
            Modules.override(
                    Modules.override(new MemoryModule(config(around.plan()))).with(simulated))
                .with(around.sabotage()));
    scheduler.requireAlive();
    transactions = simulated.transactions();
    engine = begun;
    around.history().tell(started.name() + ": runs");
  }

  private static MemoryConfig config(SimulationPlan plan) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://127.0.0.1:1");
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "token");
    environment.put("SOMABRAIN_POSTGRES_DSN", "postgresql://nobody@127.0.0.1:1/none");
    environment.put("SOMABRAIN_OUTBOX_TRANSPORT", "direct");
    environment.put("SOMABRAIN_OUTBOX_MAX_RETRIES", "3");
    environment.put("SOMABRAIN_HTTP_TIMEOUT", "2");
    environment.put("SOMABRAIN_HTTP_RETRIES", String.valueOf(plan.retries()));
    environment.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "2");
    environment.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "2");
    return MemoryConfig.from(environment);
  }

  /** The process that takes calls now; null while there is none. */
  @Nullable SimulatedProcess running() {
    return engine == null ? null : process;
  }

  /** Kills the process, if one runs. */
  void kill() {
    SimulatedProcess killed = process;
    if (killed != null) {
      around.history().tell(killed.name() + ": is killed");
      engine = null;
      process = null;
      scheduler.kill(killed);
    }
  }

  /** Ends the process in order, if it takes calls. */
  void close() {
    SimulatedProcess closing = process;
    Engine closed = engine;
    if (closing == null || closed == null || isClosing) {
      return;
    }
    isClosing = true;
    around.history().tell(closing.name() + ": is closed");
    boolean[] over = {false};
    Thread unused =
        scheduler.start(
            closing,
            "close",
            () -> {
              closed.close();
              over[0] = true;
            });
    scheduler.await(() -> over[0] || closing.isDead(), Scheduler.FOREVER);
    if (process == closing) {
      kill();
    }
  }

  /** Lets the process stand still, if one runs. */
  void stop(Duration pause) {
    SimulatedProcess stopped = process;
    if (stopped != null) {
      around.history().tell(stopped.name() + ": stands still");
      scheduler.stop(stopped, pause);
    }
  }

  /** Suspends the machine of the process, if one runs: its clock for durations stands still too. */
  void suspend(Duration pause) {
    SimulatedProcess suspended = process;
    if (suspended != null) {
      around.history().tell(suspended.name() + ": its machine is suspended");
      scheduler.suspend(suspended, pause);
    }
  }

  /** Has the process do something with the product, and comes back at once. */
  void within(String what, Consumer<Engine> task) {
    SimulatedProcess at = process;
    Engine with = engine;
    if (at != null && with != null) {
      Thread unused =
          scheduler.start(
              at,
              what,
              () -> {
                try {
                  task.accept(with);
                } catch (SomaMemoryException e) {
                  around.history().tell(at.name() + ": could not " + what);
                }
              });
    }
  }

  /**
   * Hands a write over.
   *
   * @param inLine told when the write has its place before later ones to its address
   * @return complete when its caller has heard of it or gave up, and never if the process dies
   */
  CompletableFuture<List<WriteOutcome>> write(PlannedWrite write, Runnable inLine) {
    CompletableFuture<List<WriteOutcome>> outcome = new CompletableFuture<>();
    within(
        "write",
        with -> {
          CompletionStage<WriteReceipt> call = with.client().writeAsync(WriteMessages.of(write));
          inLine.run();
          var unused =
              call.handle(
                  (receipt, failure) ->
                      outcome.complete(List.of(CallerOutcomes.of(receipt, failure))));
          if (write.caller().givesUp()) {
            scheduler.after(
                Duration.ofMillis(write.caller().givesUpAfterMillis()),
                () -> call.toCompletableFuture().cancel(false));
          }
        });
    return outcome;
  }

  /**
   * Makes a write in a transaction of the program around the process.
   *
   * @param joined told when the write has joined it
   * @return complete when its caller has heard of it, and never if the process dies
   */
  CompletableFuture<List<WriteOutcome>> writeInTransaction(PlannedWrite write, Runnable joined) {
    CompletableFuture<List<WriteOutcome>> outcome = new CompletableFuture<>();
    HostTransactions at = transactions;
    within(
        "write in a transaction",
        with -> {
          if (at != null) {
            outcome.complete(List.of(at.write(write, joined)));
          }
        });
    return outcome;
  }

  /** Hands writes over together; each has its place before the next one. */
  CompletableFuture<List<WriteOutcome>> writeAll(List<PlannedWrite> writes, Runnable inLine) {
    CompletableFuture<List<WriteOutcome>> outcomes = new CompletableFuture<>();
    within(
        "write a batch",
        with -> {
          var call =
              with.client().rememberAllAsync(writes.stream().map(WriteMessages::remember).toList());
          inLine.run();
          var unused =
              call.handle(
                  (receipts, failure) ->
                      outcomes.complete(CallerOutcomes.ofBatch(receipts, failure, writes.size())));
        });
    return outcomes;
  }
}
