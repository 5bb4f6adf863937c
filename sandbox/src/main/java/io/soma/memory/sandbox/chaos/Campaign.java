package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.CheckRules;
import io.soma.memory.sandbox.check.EdnHistory;
import io.soma.memory.sandbox.check.ReceiptCheck;
import io.soma.memory.sandbox.check.WriteHistory;
import io.soma.memory.supervision.CloseStack;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A campaign: agents write, trouble comes and goes on every front, and receipts are checked. */
final class Campaign {

  /** A killed service's tenants wait until its leases are over, and those are 45 s long. */
  private static final long STUCK_MILLIS = 100_000;

  /** A late effect happens within this time after the deadline of the calls. */
  private static final long AFTERWARDS_MILLIS = 5_000;

  /** How long a circuit may need to recover once nothing is in trouble, with room for a probe. */
  private static final long RECOVERY_MILLIS = 30_000;

  private static final long BETWEEN_LOOKS_MILLIS = 250;

  private final ChaosOptions options;
  private final PrintStream out;
  private final CloseStack opened;
  private final Companion companion;
  private final long began = System.nanoTime();
  private final AtomicInteger troubles = new AtomicInteger();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  /** A campaign that leaves its opened resources on the given stack. */
  Campaign(ChaosOptions options, PrintStream out, CloseStack opened) {
    this(options, out, opened, Companion.NONE);
  }

  /** The same with something beside it. */
  Campaign(ChaosOptions options, PrintStream out, CloseStack opened, Companion companion) {
    this.options = options;
    this.out = out;
    this.opened = opened;
    this.companion = companion;
  }

  /** Runs it, and returns the outcome. */
  Outcome run() throws IOException, InterruptedException {
    DeploymentShape shape = options.shape();
    say(
        "starting PostgreSQL, Kafka, a memory service (--memory-service=%s) and %d ./soma serve"
            + " (%s, %s) on free loopback ports",
        shape.memoryService().optionName(),
        shape.instances(),
        shape.transport(),
        shape.writeMode());
    Deployment deployment = Deployment.start(options, new WriteHistory(), opened);
    Agents agents = new Agents(options, deployment);
    say(
        "%d tenants write %d notes a second for %d s, calls end after %d s, and trouble comes by"
            + " seed %d",
        options.tenants(),
        options.rate(),
        options.seconds(),
        options.deadline().toSeconds(),
        options.seed());
    agents.start();
    companion.begin(deployment);
    upgrade(deployment);
    trouble(deployment);
    companion.end();
    say("nothing is in trouble any more; an operator cleans up, and the last writes end");
    cleanUp(deployment);
    agents.stop();
    say("%d writes have ended; what is queued drains", deployment.history().size());
    drain(deployment);
    say("holding each receipt against what the memory service did");
    complaints.addAll(unrecovered(deployment));
    complaints.addAll(companion.complaints(deployment));
    agents.failures().forEach(failure -> complaints.add(String.valueOf(failure.getMessage())));
    OutboxEnd end = OutboxEnd.of(deployment.operator().rows(), deployment.history());
    complaints.addAll(end.complaints());
    ReceiptCheck check = check(deployment);
    return new Outcome(
        check.findings(),
        end.counts(check.effective()),
        deployment.history().unacknowledged(),
        troubles.get(),
        List.copyOf(complaints),
        deployment.services().stream().map(Service::lines).toList(),
        deployment.memory().effects(),
        EdnHistory.lines(deployment.history(), check.history()));
  }

  private void upgrade(Deployment deployment) throws IOException, InterruptedException {
    OlderVersion older = options.upgradeFrom();
    if (older != null) {
      troubles.incrementAndGet();
      new RollingUpgrade(deployment, older, options.seed(), text -> say("%s", text)).run();
    }
  }

  /** Ends what operators began; writes that are refused have to fail while others pass. */
  private void cleanUp(Deployment deployment) throws InterruptedException {
    OutboxOperator operator = deployment.operator();
    operator.releaseAll();
    long start = System.nanoTime();
    while (!operator.undecided().isEmpty() && millisSince(start) < stuckMillis()) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    operator.undecided().stream()
        .map(row -> row.write() + " is refused, and has not failed while others passed")
        .forEach(complaints::add);
    deployment.poisons().mended(true);
    operator.replayMended();
  }

  /** Runs all fronts side by side until the writing is over. */
  private void trouble(Deployment deployment) throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> fronts = new ArrayList<>();
    for (List<Step> steps : Schedule.of(options).values()) {
      Thread front = new Thread(() -> steps.forEach(step -> take(step, deployment, start)));
      front.setDaemon(true);
      front.start();
      fronts.add(front);
    }
    awaitMillis(options.seconds() * 1000L, start);
    for (Thread front : fronts) {
      front.join();
    }
  }

  private void take(Step step, Deployment deployment, long start) {
    try {
      awaitMillis(step.beginMillis(), start);
      if (millisSince(start) >= options.seconds() * 1000L) {
        // The ones before took so long to be made good that the writing is over.
        return;
      }
      troubles.incrementAndGet();
      say("+ %s", step.inWords());
      try {
        step.trouble().begin(deployment, step.which());
        Thread.sleep(step.holdMillis());
      } finally {
        step.trouble().end(deployment, step.which());
        say("- %s: over", step.inWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      complaints.add(step.inWords() + ": " + e.getMessage());
    }
  }

  /** Waits until all that is queued is delivered, and then for effects that should not come. */
  private void drain(Deployment deployment) throws InterruptedException {
    long moved = System.nanoTime();
    long left = -1;
    while (millisSince(moved) < stuckMillis()) {
      long waiting =
          deployment.operator().rows().stream()
              .filter(row -> row.state() == OutboxRow.State.WAITING)
              .count();
      if (waiting == 0 && !check(deployment).isAnyOutstanding()) {
        break;
      }
      long now = waiting - deployment.memory().effects().size();
      if (now != left) {
        left = now;
        moved = System.nanoTime();
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    Thread.sleep(options.deadline().toMillis() + AFTERWARDS_MILLIS);
  }

  // Events that a killed service held while the clock was ahead wait for as long as the step was.
  private long stuckMillis() {
    return STUCK_MILLIS + (options.stepsDatabaseClock() ? DatabaseClock.STEP.toMillis() : 0);
  }

  /**
   * Circuits recover by themselves in each service, also if another service drained its backlog.
   */
  private static List<String> unrecovered(Deployment deployment)
      throws IOException, InterruptedException {
    SickTenants sickTenants = new SickTenants();
    long start = System.nanoTime();
    List<String> sick = sickTenants.of(deployment.services());
    while (!sick.isEmpty() && millisSince(start) < RECOVERY_MILLIS) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      sick = sickTenants.of(deployment.services());
    }
    return sick;
  }

  private ReceiptCheck check(Deployment deployment) {
    CheckRules rules =
        new CheckRules(
            options.shape().memoryService().honoursKeys(), options.ordered(), options.deadline());
    return new ReceiptCheck(
        deployment.history(), deployment.memory().effects(), deployment.memory()::memory, rules);
  }

  private static void awaitMillis(long millis, long start) throws InterruptedException {
    Thread.sleep(Math.max(0, millis - millisSince(start)));
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private void say(String format, Object... arguments) {
    out.println(
        String.format(Locale.ROOT, "%5.1f s  ", millisSince(began) / 1e3)
            + String.format(Locale.ROOT, format, arguments));
  }
}
