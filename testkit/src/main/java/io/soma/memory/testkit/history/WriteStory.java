package io.soma.memory.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** What a history says of one write; places are indexes into the history. For one thread. */
final class WriteStory {

  /** Where something is that never happened. */
  static final int NEVER = Integer.MAX_VALUE;

  /** One execution by the service. */
  record Execution(int at, HistoryEvent.Effect effect) {}

  final String id;
  final String tenant;
  final String address;
  final int invoked;
  final List<Execution> executions = new ArrayList<>();
  final List<HistoryEvent.Ended> ends = new ArrayList<>();
  int lastInvoked;
  int invocations;
  int lastEnded = -1;
  int acknowledged = NEVER;
  int queued = NEVER;
  boolean failed;
  boolean forced;
  boolean givenUp;
  boolean waiting;

  WriteStory(HistoryEvent.Invoked first, int at) {
    this.id = first.write();
    this.tenant = first.tenant();
    this.address = first.address();
    this.invoked = at;
  }

  boolean isAcknowledged() {
    return acknowledged != NEVER;
  }

  /** Where its caller knew that it was over; never while a call is under way. */
  int over() {
    return ends.size() < invocations ? NEVER : lastEnded;
  }

  /** Whether its caller had heard the last of it before it, or somebody, began the other. */
  boolean precedes(WriteStory other) {
    return over() < other.invoked;
  }

  boolean hasEffectBefore(int place) {
    return executions.stream().anyMatch(execution -> execution.at() < place);
  }

  String place() {
    return tenant + "/" + address;
  }
}
