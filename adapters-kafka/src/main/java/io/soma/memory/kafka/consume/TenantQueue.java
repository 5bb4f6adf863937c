package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driving.ReplayProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One tenant's events in memory, replayed in order, one chunk at a time; for the poll thread.
 *
 * <p>Times are nanoseconds of a monotonic clock.
 */
final class TenantQueue {

  // Without it, a replay that asks for no pause and settles nothing would spin.
  private static final long MIN_PAUSE_NANOS = 10_000_000;

  private final Deque<BufferedEvent> waiting = new ArrayDeque<>();
  private List<BufferedEvent> running = List.of();
  private boolean paused;
  private long resumeAt;

  void add(BufferedEvent held) {
    waiting.add(held);
  }

  /** The events to replay now, in order; none if some run already, or the tenant must wait. */
  List<BufferedEvent> start(int max, long now) {
    if (isRunning() || waiting.isEmpty() || (paused && now - resumeAt < 0)) {
      return List.of();
    }
    List<BufferedEvent> chunk = new ArrayList<>(Math.min(max, waiting.size()));
    while (chunk.size() < max && !waiting.isEmpty()) {
      chunk.add(waiting.remove());
    }
    paused = false;
    running = chunk;
    return chunk;
  }

  /** The running events came so far; the rest of them come first again. */
  void ended(ReplayProgress progress, long now) {
    int settled = Math.max(0, Math.min(progress.settled(), running.size()));
    running.subList(0, settled).forEach(BufferedEvent::settle);
    for (int i = running.size() - 1; i >= settled; i--) {
      waiting.addFirst(running.get(i));
    }
    long pause = Math.max(progress.pause().toNanos(), settled == 0 ? MIN_PAUSE_NANOS : 0);
    paused = settled < running.size() && pause > 0;
    resumeAt = now + pause;
    running = List.of();
    dropStopped();
  }

  /** Ends a pause now. */
  void probe() {
    paused = false;
  }

  /** Forgets the waiting events of partitions that were stopped. */
  void dropStopped() {
    waiting.removeIf(held -> held.partition().isStopped());
  }

  boolean isRunning() {
    return !running.isEmpty();
  }

  boolean isRunningStopped() {
    return running.stream().anyMatch(held -> held.partition().isStopped());
  }

  /** Whether it holds no events and no pause, and so equals a new one. */
  boolean isEmpty() {
    return waiting.isEmpty() && !isRunning();
  }
}
