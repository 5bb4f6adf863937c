package io.soma.memory.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlanGenerator;
import io.soma.memory.simulation.world.Simulation;
import io.soma.memory.simulation.world.SimulationPlan;
import io.soma.memory.simulation.world.SimulationResult;
import io.soma.memory.testkit.history.Violation;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shrinks the failures of a product with a bug that is planted: nothing waits for the backlog. */
class PlanShrinkerTest {

  private static final int SEEDS = 200;

  private final WorkerPool workers = new WorkerPool();

  @AfterEach
  void endThreads() {
    workers.close();
  }

  @Test
  void plantedBugIsFoundAndItsSeedMadeSmall() {
    SimulationResult failing = firstFailing();

    SimulationResult small = PlanShrinker.shrink(failing, this::runBroken);

    assertThat(kinds(small)).contains(failing.violations().get(0).kind());
    assertThat(small.plan().writes()).hasSizeLessThanOrEqualTo(3);
    assertThat(small.plan().troubles()).hasSizeLessThanOrEqualTo(2);
    assertThat(small.lines().size()).isLessThan(failing.lines().size());
    assertThat(Simulation.run(small.plan(), workers).violations())
        .as("the same plan with the product as it is")
        .isEmpty();
  }

  @Test
  void smallSeedFailsAgainInTheSameWay() {
    SimulationResult small = PlanShrinker.shrink(firstFailing(), this::runBroken);

    assertThat(runBroken(small.plan()).lines()).isEqualTo(small.lines());
  }

  @Test
  void historyTellsInWordsWhatHappened() {
    SimulationResult small = PlanShrinker.shrink(firstFailing(), this::runBroken);
    Violation broken = small.violations().get(0);

    List<String> text = ResultText.of(small);

    assertThat(text.get(0)).isEqualTo("seed " + small.plan().seed());
    assertThat(text)
        .anyMatch(line -> line.contains("caller: ") && line.contains(broken.write()))
        .anyMatch(line -> line.contains("memory service: executes " + broken.write()))
        .contains("BROKEN " + broken)
        .endsWith("again: ./soma simulate --seed " + small.plan().seed());
  }

  private SimulationResult firstFailing() {
    return LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> runBroken(PlanGenerator.of(seed)))
        .filter(result -> !result.isGood())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no seed finds the planted bug"));
  }

  private SimulationResult runBroken(SimulationPlan plan) {
    return Simulation.run(plan, workers, new NoBacklogModule());
  }

  private static List<Violation.Kind> kinds(SimulationResult result) {
    return result.violations().stream().map(Violation::kind).toList();
  }

  private static final class NoBacklogModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(Backlog.class).toInstance(new NoBacklog());
    }
  }

  /** The bug: direct writes pass what waits in the outbox. */
  private static final class NoBacklog implements Backlog {
    @Override
    public boolean isWaiting(TenantId tenant) {
      return false;
    }

    @Override
    public long unconfirmed(TenantId tenant) {
      return 0;
    }

    @Override
    public void enqueueBegins(TenantId tenant) {}

    @Override
    public void enqueueEnds(TenantId tenant, boolean added) {}

    @Override
    public void settled(TenantId tenant, int events) {}

    @Override
    public boolean awaitGone(TenantId tenant, Duration patience) {
      return true;
    }
  }
}
