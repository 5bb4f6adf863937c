package io.soma.memory.sandbox.demo;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteOptions;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.sandbox.check.CheckedWrite;
import io.soma.memory.sandbox.check.WriteHistory;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One agent of a tenant: writes without pause at its rate, to keys that no other agent writes. */
final class Writer implements Runnable {

  private static final int KEYS = 8;

  /** A writer that was held up does not make up for more than this. */
  private static final long CATCH_UP_NANOS = 500_000_000L;

  private final MemoryClient client;
  private final int tenant;
  private final String name;
  private final long pauseNanos;
  private final SplittableRandom random;
  private final Supplier<DemoAct> stage;
  private final Ledger ledger;
  private final WriteHistory history;
  private final TenantBoard board;
  private final long[] sequences = new long[KEYS];
  private volatile boolean stopped;

  Writer(
      MemoryClient client,
      int tenant,
      int number,
      long pauseNanos,
      SplittableRandom random,
      Supplier<DemoAct> stage,
      Ledger ledger,
      WriteHistory history,
      TenantBoard board) {
    this.client = client;
    this.tenant = tenant;
    this.name = "w" + number;
    this.pauseNanos = pauseNanos;
    this.random = random;
    this.stage = stage;
    this.ledger = ledger;
    this.history = history;
    this.board = board;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    // Writers of all tenants start out of step, as agents do.
    long due = System.nanoTime() + random.nextLong(pauseNanos + 1);
    while (!stopped) {
      long now = System.nanoTime();
      if (due > now) {
        LockSupport.parkNanos(due - now);
        continue;
      }
      write(random.nextInt(KEYS));
      due = Math.max(due + pauseNanos, System.nanoTime() - CATCH_UP_NANOS);
    }
  }

  private void write(int keyNumber) {
    String key = name + "-key-" + keyNumber;
    long sequence = ++sequences[keyNumber];
    String id = tenantName(tenant) + "." + key + "." + sequence;
    DemoAct called = stage.get();
    CheckedWrite checked = new CheckedWrite(tenantName(tenant), key, sequence, id);
    history.invoked(checked, false);
    long started = System.nanoTime();
    DemoOutcome outcome = DemoOutcome.UNACKNOWLEDGED;
    try {
      WriteReceipt receipt = client.remember(remember(key, sequence, id));
      outcome = receipt instanceof WriteReceipt.Queued ? DemoOutcome.QUEUED : DemoOutcome.STORED;
    } catch (SomaMemoryException e) {
      // Not acknowledged: the ledger says so, and nothing is promised of this write.
      outcome = DemoOutcome.UNACKNOWLEDGED;
    }
    long nanos = System.nanoTime() - started;
    history.ended(checked, outcome.heard());
    ledger.add(new WriteRecord(tenant, key, sequence, id, outcome, called, stage.get(), nanos));
    board.note(outcome, nanos);
  }

  private Remember remember(String key, long sequence, String id) {
    return Remember.of(
            "demo:" + tenantName(tenant),
            key,
            Map.of("text", "note " + sequence + " of " + key, "write", id, "sequence", sequence))
        .withOptions(WriteOptions.requestId(id));
  }

  static String tenantName(int tenant) {
    return "tenant-" + tenant;
  }
}
