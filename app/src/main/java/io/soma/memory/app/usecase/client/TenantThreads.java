package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.ports.driving.OutboxFullException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of staged calls, shared out among tenants. A call that waits for PostgreSQL or the
 * memory service holds its thread; without a share, one tenant that hands over some thousand calls
 * would take the threads that the process may have. What is over the share waits without a thread.
 *
 * <p>A call gives its thread back before its result is handed on, so that a caller's callbacks
 * which wait for other calls of the tenant cannot lock each other out. Safe for many threads.
 */
public final class TenantThreads {

  /**
   * How many calls have a thread at once.
   *
   * @param own of a tenant in any case; as many as its calls at the memory service
   * @param most of a tenant; more would add nothing to a common commit
   * @param shared of all tenants, above which a tenant has its own alone
   */
  public record Share(int own, int most, int shared) {

    /** Of an executor that the host program has bounded itself. */
    public static final Share UNBOUNDED =
        new Share(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static final class Line {
    private int running;
    private final Deque<Call<?>> waiting = new ArrayDeque<>();

    /** Changed under the map's lock of the tenant, and read without. */
    private volatile int waitingCount;
  }

  private final Executor executor;
  private final Share share;
  private final BackpressureLimit limit;
  private final AtomicInteger running = new AtomicInteger();
  private final ConcurrentHashMap<TenantId, Line> lines = new ConcurrentHashMap<>();

  /** Threads of an executor, none of which is in use. */
  public TenantThreads(Executor executor, Share share, BackpressureLimit limit) {
    this.executor = executor;
    this.share = share;
    this.limit = limit;
  }

  /**
   * Makes a call on a thread, at once or when the tenant's earlier calls have ended.
   *
   * @return fails as the call fails, or with a {@link ClientClosedException} if the executor was
   *     shut down while it waited
   * @throws RejectedExecutionException if the executor takes no more
   */
  <T> CompletableFuture<T> call(TenantId tenant, Supplier<T> call) {
    Call<T> mine = new Call<>(tenant, call);
    if (mayRun(mine)) {
      try {
        executor.execute(mine);
      } catch (RejectedExecutionException e) {
        mine.handThreadOn();
        throw e;
      }
    }
    return mine.result;
  }

  /**
   * Called before a further call gets in line anywhere.
   *
   * @throws OutboxFullException if too many of the tenant's calls wait for a thread
   */
  void requireRoom(TenantId tenant) {
    Line line = lines.get(tenant);
    int waiting = line == null ? 0 : line.waitingCount;
    if (waiting >= limit.perTenant()) {
      throw new OutboxFullException(tenant, waiting, limit.perTenant());
    }
  }

  private boolean mayRun(Call<?> call) {
    boolean[] mayRun = {false};
    lines.compute(
        call.tenant,
        (of, known) -> {
          Line line = known == null ? new Line() : known;
          boolean isFree =
              line.running < share.own
                  || (line.running < share.most && running.get() < share.shared);
          if (isFree) {
            line.running++;
            running.incrementAndGet();
            mayRun[0] = true;
          } else {
            line.waiting.add(call);
            line.waitingCount = line.waiting.size();
          }
          return line;
        });
    return mayRun[0];
  }

  /** The tenant's next call, which has the thread of one that ended; null if none waits. */
  private @Nullable Call<?> following(TenantId tenant) {
    Call<?>[] next = {null};
    lines.computeIfPresent(
        tenant,
        (of, line) -> {
          next[0] = line.waiting.poll();
          line.waitingCount = line.waiting.size();
          if (next[0] == null) {
            line.running--;
            running.decrementAndGet();
          }
          return line.running == 0 ? null : line;
        });
    return next[0];
  }

  private final class Call<T> implements Runnable {

    private final TenantId tenant;
    private final Supplier<T> call;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Call(TenantId tenant, Supplier<T> call) {
      this.tenant = tenant;
      this.call = call;
    }

    @Override
    public void run() {
      T value;
      try {
        value = call.get();
      } catch (Throwable e) {
        handThreadOn();
        fail(e);
        return;
      }
      handThreadOn();
      result.complete(value);
    }

    // As the stages of the JDK report a step that failed.
    private void fail(Throwable cause) {
      result.completeExceptionally(new CompletionException(cause));
    }

    /** Begins the tenant's next call in place of this one. */
    private void handThreadOn() {
      for (Call<?> next = following(tenant); next != null; next = following(tenant)) {
        try {
          executor.execute(next);
          return;
        } catch (RejectedExecutionException e) {
          next.fail(new ClientClosedException());
        }
      }
    }
  }
}
