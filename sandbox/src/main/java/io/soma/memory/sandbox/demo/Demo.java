package io.soma.memory.sandbox.demo;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.sandbox.check.CheckRules;
import io.soma.memory.sandbox.check.ReceiptCheck;
import io.soma.memory.sandbox.servers.SandboxServers;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.memory.Fault;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The main job, live: tenants write without pause, one tenant's requests begin to hang, the whole
 * memory service goes down and comes back, and at the end every receipt is compared with the memory
 * service's effects.
 */
public final class Demo {

  /** A queue that does not move for so long will not move any more. */
  private static final long STUCK_NANOS = 15_000_000_000L;

  private static final int REFRESH_MILLIS = 250;

  private final DemoOptions options;
  private final View view;
  private final CloseStack opened;
  private final long began = System.nanoTime();
  private volatile DemoAct stage = DemoAct.WARMING_UP;

  /** A demo that leaves its opened resources on the given stack. */
  Demo(DemoOptions options, View view, CloseStack opened) {
    this.options = options;
    this.view = view;
    this.opened = opened;
  }

  /** Runs all stages and the check; says the result last. */
  Verdict run() throws InterruptedException {
    say(
        "starting PostgreSQL, Kafka and a memory service (%s)",
        options.memoryService().optionName());
    SandboxServers servers =
        ServerStart.run(
            () -> SandboxServers.start(opened), () -> view.progress(line("still starting")));
    options.memoryService().applyTo(servers.memory());
    SomaMemory soma = opened.with(SomaMemory.of(Engine.start(module(DemoConfig.of(servers)))));
    say(
        "started on 127.0.0.1: PostgreSQL :%d, Kafka :%s, memory service :%d",
        servers.postgres().port(),
        servers.kafka().bootstrapServers().replaceFirst(".*:", ""),
        servers.memory().port());
    Workload workload = new Workload(options, soma.client(), () -> stage);
    Screen screen = new Screen(view, soma, workload, options, this::headline);
    say(
        "%d tenants write %d notes a second for %d s",
        options.tenants(), options.rate(), options.seconds());
    workload.start();
    perform(servers, screen);
    workload.stop();
    say("the writing ends; what is queued drains");
    drain(soma, servers, screen);
    return check(servers, workload);
  }

  private Module module(MemoryConfig config) {
    Module real = new MemoryModule(config);
    return options
        .sabotage()
        .map(sabotage -> (Module) Modules.override(real).with(sabotage.module()))
        .orElse(real);
  }

  private void perform(SandboxServers servers, Screen screen) throws InterruptedException {
    for (DemoAct next : DemoAct.values()) {
      stage = next;
      raise(next, servers);
      say("%s%s", next.title(), next == DemoAct.HANGING ? ": " + Writer.tenantName(1) : "");
      long end = System.nanoTime() + next.millisOf(options.seconds()) * 1_000_000;
      while (System.nanoTime() < end) {
        screen.refresh();
        Thread.sleep(REFRESH_MILLIS);
      }
    }
  }

  private static void raise(DemoAct stage, SandboxServers servers) {
    String first = Writer.tenantName(1);
    switch (stage) {
      case WARMING_UP, WELL -> servers.memory().faults().clear();
      case HANGING -> {
        // First some answers are lost after the effect; a service that honours idempotency keys
        // executes none of the repeats.
        servers.memory().faults().forTenant(first).set(new Fault.Hang(Fault.WhenCleared.DROP));
        servers.memory().faults().forTenant(first).next(6, new Fault.ResetAfterEffect());
      }
      case DOWN -> servers.memory().goDown();
      case BACK -> {
        servers.memory().faults().clear();
        servers.memory().comeBack();
      }
    }
  }

  private void drain(SomaMemory soma, SandboxServers servers, Screen screen)
      throws InterruptedException {
    long effects = -1;
    long moved = System.nanoTime();
    while (!soma.outbox().backlog().isEmpty() && System.nanoTime() - moved < STUCK_NANOS) {
      long now = servers.memory().effects().size();
      if (now != effects) {
        effects = now;
        moved = System.nanoTime();
      }
      screen.refresh();
      Thread.sleep(REFRESH_MILLIS);
    }
    screen.refresh();
  }

  private Verdict check(SandboxServers servers, Workload workload) {
    say("holding each receipt against what the memory service did");
    ReceiptCheck check =
        new ReceiptCheck(
            workload.history(),
            servers.memory().effects(),
            servers.memory()::memory,
            new CheckRules(options.memoryService().honoursKeys(), DemoConfig.DEADLINE));
    Predicate<WriteRecord> healthy = write -> write.tenant() != 1;
    Predicate<WriteRecord> whileOneHung = healthy.and(write -> write.isWithin(DemoAct.HANGING));
    long diverted =
        workload.ledger().records().stream()
            .filter(whileOneHung)
            .filter(write -> write.outcome() != DemoOutcome.STORED)
            .count();
    double before = workload.ledger().p99Nanos(healthy.and(write -> write.isWithin(DemoAct.WELL)));
    double during = workload.ledger().p99Nanos(whileOneHung);
    return new Verdict(check.findings(), diverted, before == 0 ? 0 : during / before);
  }

  private String headline() {
    return line(stage.title());
  }

  private void say(String format, Object... arguments) {
    view.say(line(String.format(Locale.ROOT, format, arguments)));
  }

  private String line(String text) {
    return String.format(Locale.ROOT, "%5.1f s  %s", (System.nanoTime() - began) / 1e9, text);
  }
}
