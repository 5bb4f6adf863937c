package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait for a commit: tenants take turns, each with its oldest one, so that a tenant
 * that floods delays another's write by one batch at most. The caller must hold the lock of the
 * {@link GroupCommit}.
 *
 * <p>A method allocates before it changes anything, so that a full heap changes nothing.
 */
final class WaitingWrites {

  private static final class Line extends Chain.Link<Line> {

    private final TenantId tenant;
    private final Chain<WaitingWrite> writes = new Chain<>();

    Line(TenantId tenant) {
      this.tenant = tenant;
    }
  }

  private final Map<TenantId, Line> lines = new HashMap<>();

  // In the order of their turns; none is empty.
  private final Chain<Line> turns = new Chain<>();

  private int size;

  void add(WaitingWrite write) {
    TenantId tenant = write.write().delivery().tenant();
    Line line = lines.get(tenant);
    if (line == null) {
      line = begin(tenant);
    }
    line.writes.add(write);
    size++;
  }

  private Line begin(TenantId tenant) {
    Line line = new Line(tenant);
    try {
      lines.put(tenant, line);
    } catch (Error e) {
      // A map that cannot grow has the entry nevertheless.
      lines.remove(tenant);
      throw e;
    }
    turns.add(line);
    return line;
  }

  /** Takes a write out; says whether it was still here. */
  boolean remove(WaitingWrite write) {
    Line line = lines.get(write.write().delivery().tenant());
    if (line == null || !line.writes.remove(write)) {
      return false;
    }
    size--;
    if (line.writes.isEmpty()) {
      turns.remove(line);
      lines.remove(line.tenant);
    }
    return true;
  }

  int size() {
    return size;
  }

  /** The first of the next batch. */
  @Nullable WaitingWrite first() {
    Line line = turns.first();
    return line == null ? null : line.writes.first();
  }

  /** Takes a batch. A tenant is skipped if its next write does not fit, and is first next time. */
  List<WaitingWrite> take(int maxWrites, int maxCharacters) {
    List<WaitingWrite> batch = new ArrayList<>(Math.min(maxWrites, size));
    Chain<Line> skipped = new Chain<>();
    long characters = 0;
    Line line;
    while (batch.size() < maxWrites && (line = turns.poll()) != null) {
      long more = charactersOf(line.writes.first());
      if (!batch.isEmpty() && characters + more > maxCharacters) {
        skipped.add(line);
        continue;
      }
      characters += more;
      moveFirst(line, batch);
      if (line.writes.isEmpty()) {
        lines.remove(line.tenant);
      } else {
        turns.add(line);
      }
    }
    turns.takeToTheFront(skipped);
    return batch;
  }

  List<WaitingWrite> takeAll() {
    List<WaitingWrite> all = new ArrayList<>(size);
    Line line;
    while ((line = turns.poll()) != null) {
      while (!line.writes.isEmpty()) {
        moveFirst(line, all);
      }
    }
    lines.clear();
    return all;
  }

  // Into a list with room for it.
  private void moveFirst(Line line, List<WaitingWrite> to) {
    WaitingWrite write = line.writes.poll();
    if (write != null) {
      to.add(write);
      size--;
    }
  }

  private static long charactersOf(@Nullable WaitingWrite write) {
    return write == null ? 0 : write.write().delivery().body().length();
  }
}
