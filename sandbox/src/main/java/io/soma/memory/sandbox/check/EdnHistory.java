package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A history as EDN in the form of Jepsen's and Elle's checkers, a line for each operation, so that
 * strangers can judge it: model {@code list-append}.
 *
 * <p>Each address is a list, each write appends its sequence number, and at the end one read of
 * each address gives the order in which its writes took effect. An append that was acknowledged and
 * is not in the list, or stands before an older one, is a cycle in real time. As a register, an
 * address would show its last write alone, and a checker could not tell the order of the others.
 *
 * <p>A write that the memory service refuses for good, or that an operator has applied again where
 * a newer one followed, has no place in such a list, and is left out. A write that the storage
 * forgot is one that may have happened.
 *
 * <p>A write that was repeated took effect where it did so last; effects that no client could
 * prevent are left out where the write has another.
 */
public final class EdnHistory {

  private final Map<String, CheckedWrite> writes;
  private final Set<String> forgotten;
  private final Map<String, Integer> processes = new HashMap<>();
  private final Map<String, List<HistoryEvent.Ended>> ends = new HashMap<>();
  private final Set<String> begun = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();
  private int nextProcess;

  private EdnHistory(Map<String, CheckedWrite> writes, Set<String> forgotten) {
    this.writes = writes;
    this.forgotten = forgotten;
  }

  /** The lines of a history. */
  public static List<String> lines(WriteHistory callers, List<HistoryEvent> history) {
    Map<String, CheckedWrite> writes = callers.writes();
    EdnHistory edn = new EdnHistory(writes, callers.excused());
    edn.add(
        callers.events().stream()
            // Rows of other callers have no place here either.
            .filter(each -> edn.isListed(each.event().write()))
            .toList(),
        history);
    return List.copyOf(edn.lines);
  }

  private void add(List<WriteHistory.TimedEvent> callers, List<HistoryEvent> history) {
    Map<String, Integer> left = new HashMap<>();
    callers.forEach(
        each -> {
          if (each.event() instanceof HistoryEvent.Invoked invoked) {
            left.merge(invoked.write(), 1, Integer::sum);
          }
        });
    long first = callers.isEmpty() ? 0 : callers.get(0).atNanos();
    long time = 0;
    for (WriteHistory.TimedEvent each : callers) {
      time = each.atNanos() - first;
      if (each.event() instanceof HistoryEvent.Invoked invoked) {
        invoke(invoked, time);
      } else if (each.event() instanceof HistoryEvent.Ended ended) {
        int more = left.merge(ended.write(), -1, Integer::sum);
        end(ended, more == 0, time);
      }
    }
    reads(history, time + 1);
  }

  // All attempts at a write are one operation, from the first one's begin to the last one's end.
  private void invoke(HistoryEvent.Invoked invoked, long time) {
    CheckedWrite write = write(invoked.write());
    if (begun.add(write.id())) {
      int process = processes.computeIfAbsent(write.address(), address -> nextProcess++);
      operation("invoke", process, time, append(write));
    }
  }

  private void end(HistoryEvent.Ended ended, boolean isLast, long time) {
    CheckedWrite write = write(ended.write());
    List<HistoryEvent.Ended> all = ends.computeIfAbsent(write.id(), id -> new ArrayList<>());
    all.add(ended);
    if (!isLast) {
      return;
    }
    int process = Objects.requireNonNull(processes.get(write.address()));
    if (!forgotten.contains(write.id())
        && all.stream().anyMatch(end -> end.outcome().isAcknowledged())) {
      operation("ok", process, time, append(write));
    } else if (all.stream().allMatch(end -> end.outcome() == WriteOutcome.REFUSED)) {
      operation("fail", process, time, append(write));
    } else {
      operation("info", process, time, append(write));
      // As with Jepsen: who does not know what became of its operation does nothing more.
      processes.put(write.address(), nextProcess++);
    }
  }

  private boolean isListed(String id) {
    CheckedWrite write = writes.get(id);
    return write != null && !write.mayFail();
  }

  private CheckedWrite write(String id) {
    return Objects.requireNonNull(writes.get(id));
  }

  private void reads(List<HistoryEvent> history, long time) {
    Map<String, List<Long>> orders = orders(history);
    int reader = nextProcess++;
    for (String address : processes.keySet().stream().sorted().toList()) {
      operation("invoke", reader, time, "[:r \"" + address + "\" nil]");
      operation(
          "ok",
          reader,
          time,
          "[:r \"" + address + "\" " + list(orders.getOrDefault(address, List.of())) + "]");
    }
  }

  /** The sequences of each address, by their last effects. */
  private Map<String, List<Long>> orders(List<HistoryEvent> history) {
    Set<String> inTime = new LinkedHashSet<>();
    for (HistoryEvent event : history) {
      if (event instanceof HistoryEvent.Effect effect && !effect.late()) {
        inTime.add(effect.write());
      }
    }
    LinkedHashMap<String, CheckedWrite> last = new LinkedHashMap<>();
    for (HistoryEvent event : history) {
      if (event instanceof HistoryEvent.Effect effect
          && isListed(effect.write())
          && (!effect.late() || !inTime.contains(effect.write()))) {
        last.remove(effect.write());
        last.put(effect.write(), write(effect.write()));
      }
    }
    Map<String, List<Long>> orders = new HashMap<>();
    last.values()
        .forEach(
            write ->
                orders
                    .computeIfAbsent(write.address(), address -> new ArrayList<>())
                    .add(write.sequence()));
    return orders;
  }

  private static String append(CheckedWrite write) {
    return "[:append \"" + write.address() + "\" " + write.sequence() + "]";
  }

  private static String list(List<Long> sequences) {
    return "[" + String.join(" ", sequences.stream().map(String::valueOf).toList()) + "]";
  }

  private void operation(String type, int process, long time, String what) {
    lines.add(
        String.format(
            Locale.ROOT,
            "{:type :%s, :f :txn, :value [%s], :process %d, :time %d, :index %d}",
            type,
            what,
            process,
            time,
            lines.size()));
  }
}
