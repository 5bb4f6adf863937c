package io.soma.memory.benchmarks.recovery;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Writes at a fixed rate, of many tenants in turn, whatever becomes of them, until closed. */
final class SteadyWrites implements AutoCloseable {

  private static final long SECOND_NANOS = 1_000_000_000;

  private final SomaMemory soma;
  private final int tenants;
  private final long pauseNanos;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread = new Thread(this::run, "steady writes");
  private volatile boolean ended;

  private SteadyWrites(SomaMemory soma, int tenants, int perSecond) {
    this.soma = soma;
    this.tenants = tenants;
    this.pauseNanos = SECOND_NANOS / perSecond;
  }

  static SteadyWrites start(SomaMemory soma, int tenants, int perSecond) {
    SteadyWrites writes = new SteadyWrites(soma, tenants, perSecond);
    writes.thread.start();
    return writes;
  }

  /** How many were stored or queued so far. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** How many were not. */
  long refused() {
    return refused.get();
  }

  private void run() {
    long due = System.nanoTime();
    for (int number = 0; !ended; number++, due += pauseNanos) {
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      write(number);
    }
  }

  private void write(int number) {
    String tenant = Tenants.numbered(number % tenants);
    var unused =
        soma.client()
            .rememberAsync(
                Remember.of(Tenants.namespace(tenant), "key-" + number, Notes.payload(number)))
            .whenComplete(this::count);
  }

  private void count(@Nullable WriteReceipt receipt, @Nullable Throwable failure) {
    (failure == null ? acknowledged : refused).incrementAndGet();
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
