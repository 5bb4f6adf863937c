package io.soma.memory.simulation.world;

import io.soma.memory.app.background.Background;
import io.soma.memory.app.usecase.client.JoinedWrites;
import io.soma.memory.app.usecase.client.OutboxWriter;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import io.soma.memory.testkit.fake.InMemoryTransaction;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import jakarta.inject.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of the program that embeds one process of the product; writes join them by the
 * product's rules, in the order in which the PostgreSQL adapter asks for them. The looks at what is
 * over begin with the first transaction, as in the product.
 */
final class HostTransactions implements Background {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration SHORTEST_COMMIT = Duration.ofMillis(500);
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(12);
  private static final Duration CALLERS_PATIENCE = Duration.ofSeconds(3);

  private record Open(TenantId tenant, InMemoryTransaction transaction) {}

  private final SimulatedDatabase database;
  private final StoreLink link;
  private final Scheduler scheduler;
  private final History history;
  private final List<Open> open = new ArrayList<>();
  private final Provider<JoinedWrites> rules;
  private final Provider<Supervisor> supervisor;
  private @Nullable BackgroundLoop looks;
  private boolean stopped;

  HostTransactions(
      SimulatedDatabase database,
      StoreLink link,
      Surroundings around,
      Provider<JoinedWrites> rules,
      Provider<Supervisor> supervisor) {
    this.database = database;
    this.link = link;
    this.scheduler = around.scheduler();
    this.history = around.history();
    this.rules = rules;
    this.supervisor = supervisor;
  }

  /** Makes a write in a transaction of its own, to its end. */
  WriteOutcome write(PlannedWrite write, Runnable joined) {
    PlannedWrite.HostTransaction plan = Objects.requireNonNull(write.caller().transaction());
    InMemoryTransaction transaction = new InMemoryTransaction(database.store());
    boolean[] isCommitSent = {false};
    try {
      join(transaction, write);
      history.note(
          new HistoryEvent.Joined(write.id()), "caller: has " + write.id() + " in its transaction");
      joined.run();
      scheduler.sleep(Duration.ofMillis(plan.openMillis()));
      return plan.commits() ? commit(transaction, write, isCommitSent) : WriteOutcome.ROLLED_BACK;
    } catch (SomaMemoryException e) {
      return isCommitSent[0] ? WriteOutcome.UNKNOWN : WriteOutcome.ROLLED_BACK;
    } finally {
      // As the server does when the connection ends, also of a process that is killed.
      if (!isCommitSent[0]) {
        transaction.rollback();
      }
    }
  }

  // As TransactionalWrites does.
  private void join(InMemoryTransaction transaction, PlannedWrite write) {
    JoinedWrites joined = rules.get();
    startLooks();
    Delivery delivery = joined.of(WriteMessages.of(write));
    TenantId tenant = delivery.tenant();
    joined.joins(tenant);
    boolean hasJoined = false;
    try {
      link.request();
      database.locks().awaitFree(tenant);
      Enqueued enqueued = transaction.enqueue(delivery);
      link.reply();
      OutboxWriter.requireUsable(delivery, enqueued);
      open.add(new Open(tenant, transaction));
      hasJoined = true;
      joined.joined(delivery);
    } finally {
      if (!hasJoined) {
        joined.ended(tenant, false);
      }
    }
  }

  private WriteOutcome commit(
      InMemoryTransaction transaction, PlannedWrite write, boolean[] isSent) {
    if (link.hasCommitHang()) {
      isSent[0] = true;
      return hang(transaction, write);
    }
    link.request();
    isSent[0] = true;
    commitNow(transaction, write);
    link.reply();
    return WriteOutcome.QUEUED;
  }

  private void commitNow(InMemoryTransaction transaction, PlannedWrite write) {
    transaction.commit();
    history.note(
        new HistoryEvent.Enqueued(write.id()),
        "outbox: the transaction of " + write.id() + " commits");
  }

  private WriteOutcome hang(InMemoryTransaction transaction, PlannedWrite write) {
    scheduler.after(
        scheduler.random().between(SHORTEST_COMMIT, LONGEST_COMMIT),
        () -> {
          if (transaction.isOpen() && scheduler.random().chance(0.7)) {
            commitNow(transaction, write);
          } else {
            history.tell("outbox: the transaction of " + write.id() + " is rolled back at last");
            transaction.rollback();
          }
        });
    boolean isOver = scheduler.await(() -> !transaction.isOpen(), CALLERS_PATIENCE.toNanos());
    return isOver && transaction.isCommitted() ? WriteOutcome.QUEUED : WriteOutcome.UNKNOWN;
  }

  private void startLooks() {
    if (looks == null) {
      looks = supervisor.get().loop("look which transactions are over", this::look);
    }
  }

  // The product asks again and again; while none is open, that costs the simulation nothing here.
  private void look() {
    while (!stopped) {
      scheduler.await(() -> stopped || !open.isEmpty(), Scheduler.FOREVER);
      scheduler.sleep(LOOK_EVERY);
      lookOnce();
    }
  }

  private void lookOnce() {
    try {
      List<Open> over =
          link.ask(() -> open.stream().filter(each -> !each.transaction().isOpen()).toList());
      open.removeAll(over);
      over.forEach(each -> rules.get().ended(each.tenant(), each.transaction().isCommitted()));
    } catch (OutboxUnavailableException e) {
      history.tell("a look which transactions are over fails");
    }
  }

  @Override
  public void start() {
    // The looks begin with the first transaction.
  }

  @Override
  public void stop() {
    stopped = true;
    if (looks != null) {
      looks.close();
    }
  }
}
