package io.soma.memory.simulation.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private final WorkerPool workers = new WorkerPool();
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void end() {
    workers.close();
  }

  @Test
  void timeMovesToTheNextThreadThatMayGoOn() {
    Scheduler scheduler = new Scheduler(1, workers);
    SimulatedProcess process = scheduler.process("p");

    scheduler.run(
        () -> {
          start(scheduler, process, "slow", Duration.ofHours(2));
          start(scheduler, process, "quick", Duration.ofSeconds(1));
          scheduler.sleep(Duration.ofHours(3));
        });

    assertThat(said).containsExactly("quick", "slow");
    assertThat(scheduler.now()).isEqualTo(Duration.ofHours(3).toNanos());
  }

  @Test
  void seedDecidesWhichOfTwoGoesOn() {
    Set<List<String>> orders = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      said.clear();
      Scheduler scheduler = new Scheduler(seed, workers);
      SimulatedProcess process = scheduler.process("p");
      scheduler.run(
          () -> {
            start(scheduler, process, "one", Duration.ZERO);
            start(scheduler, process, "other", Duration.ZERO);
            scheduler.sleep(Duration.ofSeconds(1));
          });
      orders.add(List.copyOf(said));
    }

    assertThat(orders).containsExactlyInAnyOrder(List.of("one", "other"), List.of("other", "one"));
  }

  @Test
  void killedProcessUnwindsAndRunsNothingMore() {
    Scheduler scheduler = new Scheduler(1, workers);
    SimulatedProcess process = scheduler.process("p");

    scheduler.run(
        () -> {
          Thread unused =
              scheduler.start(
                  process,
                  "victim",
                  () -> {
                    try {
                      scheduler.sleep(Duration.ofDays(1));
                      said.add("survived");
                    } finally {
                      said.add("unwound");
                    }
                  });
          scheduler.sleep(Duration.ofSeconds(1));
          scheduler.kill(process);
          start(scheduler, process, "late", Duration.ZERO);
          scheduler.sleep(Duration.ofDays(2));
        });

    assertThat(said).containsExactly("unwound");
  }

  @Test
  void processThatStandsStillRunsLater() {
    Scheduler scheduler = new Scheduler(1, workers);
    SimulatedProcess process = scheduler.process("p");

    scheduler.run(
        () -> {
          start(scheduler, process, "stopped", Duration.ofSeconds(1));
          scheduler.stop(process, Duration.ofMinutes(1));
          scheduler.sleep(Duration.ofSeconds(59));
          said.add("a minute less one second");
          scheduler.sleep(Duration.ofSeconds(3));
        });

    assertThat(said).containsExactly("a minute less one second", "stopped");
  }

  @Test
  void everyThreadThatWaitsForEverIsAFailure() {
    Scheduler scheduler = new Scheduler(1, workers);

    assertThatThrownBy(
            () ->
                scheduler.run(
                    () -> {
                      boolean unused = scheduler.await(() -> false, Scheduler.FOREVER);
                    }))
        .hasRootCauseMessage("every thread waits for ever");
  }

  private void start(Scheduler scheduler, SimulatedProcess process, String name, Duration pause) {
    Thread unused =
        scheduler.start(
            process,
            name,
            () -> {
              scheduler.sleep(pause);
              said.add(name);
            });
  }
}
