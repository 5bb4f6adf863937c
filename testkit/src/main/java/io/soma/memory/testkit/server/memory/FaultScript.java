package io.soma.memory.testkit.server.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The faults of one tenant's, or of all, requests. Thread safe. */
final class FaultScript {
  private final Map<Operation, Fault> standing = new EnumMap<>(Operation.class);
  private final Deque<Upcoming> upcoming = new ArrayDeque<>();
  private final Map<Operation, Long> changes = new EnumMap<>(Operation.class);
  private volatile boolean quiet = true;

  private static final class Upcoming {
    final Fault fault;
    final Set<Operation> operations;
    int left;

    Upcoming(Fault fault, Set<Operation> operations, int left) {
      this.fault = fault;
      this.operations = operations;
      this.left = left;
    }
  }

  synchronized void set(Set<Operation> operations, Fault fault) {
    operations.forEach(operation -> standing.put(operation, fault));
    changed(operations);
  }

  synchronized void next(int requests, Set<Operation> operations, Fault fault) {
    if (requests > 0) {
      upcoming.add(new Upcoming(fault, EnumSet.copyOf(operations), requests));
    }
    quiet = standing.isEmpty() && upcoming.isEmpty();
  }

  synchronized void clear(Set<Operation> operations) {
    operations.forEach(standing::remove);
    upcoming.forEach(fault -> fault.operations.removeAll(operations));
    upcoming.removeIf(fault -> fault.operations.isEmpty());
    changed(operations);
  }

  /** The fault for the next request, counted as used; null when it is to go well. */
  @Nullable Ticket draw(Operation operation) {
    return quiet ? null : drawn(operation);
  }

  private synchronized @Nullable Ticket drawn(Operation operation) {
    for (Iterator<Upcoming> waiting = upcoming.iterator(); waiting.hasNext(); ) {
      Upcoming next = waiting.next();
      if (next.operations.contains(operation)) {
        next.left--;
        if (next.left == 0) {
          waiting.remove();
        }
        return ticket(operation, next.fault);
      }
    }
    Fault fault = standing.get(operation);
    return fault == null ? null : ticket(operation, fault);
  }

  private Ticket ticket(Operation operation, Fault fault) {
    long drawnAt = changes(operation);
    return new Ticket(fault, () -> changedSince(operation, drawnAt));
  }

  private synchronized boolean changedSince(Operation operation, long drawnAt) {
    return changes(operation) != drawnAt;
  }

  private long changes(Operation operation) {
    return changes.getOrDefault(operation, 0L);
  }

  private void changed(Set<Operation> operations) {
    operations.forEach(operation -> changes.merge(operation, 1L, Long::sum));
    quiet = standing.isEmpty() && upcoming.isEmpty();
  }
}
