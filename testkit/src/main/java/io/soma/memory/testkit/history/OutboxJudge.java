package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether the outbox takes a write for confirmed, failed or queued only if it is. It goes
 * through the history once, and knows at each event what was so before it.
 */
final class OutboxJudge {

  /** What is known of one write up to an event of the history. */
  private static final class Known {
    final String tenant;
    boolean hasEffect;
    boolean wasRefused;
    boolean isGiveUpOrdered;
    boolean isForgotten;
    int calls;
    int ends;
    boolean isGivenUp;
    int failedRows;

    /** How many writes the memory service had confirmed to the tenant when it was invoked. */
    final int confirmedBefore;

    /** How many times it was confirmed itself. */
    int confirmed;

    Known(String tenant, int confirmedBefore) {
      this.tenant = tenant;
      this.confirmedBefore = confirmedBefore;
    }
  }

  private final List<HistoryEvent> history;
  private final Map<String, Known> writes = new HashMap<>();
  private final Map<String, Integer> confirmedOfTenant = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();

  OutboxJudge(List<HistoryEvent> history) {
    this.history = history;
  }

  List<Violation> violations() {
    for (HistoryEvent event : history) {
      if (event instanceof HistoryEvent.Invoked invoked) {
        invoke(invoked);
      } else {
        Known known = writes.get(event.write());
        if (known != null) {
          judge(event, known);
          note(event, known);
        }
      }
    }
    return violations;
  }

  private void invoke(HistoryEvent.Invoked invoked) {
    Known known =
        writes.computeIfAbsent(
            invoked.write(),
            id -> new Known(invoked.tenant(), confirmedOfTenant.getOrDefault(invoked.tenant(), 0)));
    known.calls++;
    known.isGivenUp = false;
  }

  private void judge(HistoryEvent event, Known known) {
    String wrong = wrong(event, known);
    if (wrong != null) {
      add(Violation.Kind.CONSERVATION, event, wrong);
    } else if (event instanceof HistoryEvent.Enqueued && known.isGivenUp) {
      add(Violation.Kind.ABANDONED, event, "it was queued after its caller had given up");
    } else if (event instanceof HistoryEvent.Failed && !mayFail(known)) {
      add(
          Violation.Kind.FAILED_IN_OUTAGE,
          event,
          "it failed for good, was not refused, and no other write of its tenant passed");
    }
  }

  private static @Nullable String wrong(HistoryEvent event, Known known) {
    if (event instanceof HistoryEvent.Confirmed && !known.hasEffect) {
      return "the outbox took it for confirmed before it took any effect";
    }
    boolean isOfFailed =
        event instanceof HistoryEvent.Revived || event instanceof HistoryEvent.Discarded;
    return isOfFailed && known.failedRows == 0 && !known.isForgotten
        ? "an operator's order took it for failed"
        : null;
  }

  private boolean mayFail(Known known) {
    int others = confirmedOfTenant.getOrDefault(known.tenant, 0) - known.confirmed;
    return known.wasRefused || known.isGiveUpOrdered || others > known.confirmedBefore;
  }

  private void note(HistoryEvent event, Known known) {
    if (event instanceof HistoryEvent.Effect) {
      known.hasEffect = true;
    } else if (event instanceof HistoryEvent.Answered answered) {
      answer(answered, known);
    } else if (event instanceof HistoryEvent.Ended ended) {
      known.ends++;
      known.isGivenUp = ended.outcome() == WriteOutcome.GIVEN_UP && known.ends == known.calls;
    } else if (event instanceof HistoryEvent.GiveUpOrdered) {
      known.isGiveUpOrdered = true;
    } else if (event instanceof HistoryEvent.Failed || event instanceof HistoryEvent.TakenBack) {
      known.failedRows++;
    } else if (event instanceof HistoryEvent.Revived || event instanceof HistoryEvent.Discarded) {
      known.failedRows--;
    } else if (event instanceof HistoryEvent.BroughtBack
        || event instanceof HistoryEvent.Forgotten) {
      known.isForgotten = true;
    }
  }

  private void answer(HistoryEvent.Answered answered, Known known) {
    if (answered.refused()) {
      known.wasRefused = true;
    } else {
      known.confirmed++;
      confirmedOfTenant.merge(known.tenant, 1, Integer::sum);
    }
  }

  // Once a write, as one wrong step mostly leads to others.
  private void add(Violation.Kind kind, HistoryEvent event, String words) {
    if (told.add(kind + event.write())) {
      violations.add(new Violation(kind, event.write(), words));
    }
  }
}
