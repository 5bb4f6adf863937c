package io.soma.memory.testkit.history;

import io.soma.memory.domain.write.WriteOperation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One write as a history shows it; places are indexes into the history. For one thread. */
final class WriteStory {

  /** Where something is that never happened. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final Set<WriteOutcome> HOLDING =
      EnumSet.of(WriteOutcome.STORED, WriteOutcome.QUEUED);

  /**
   * One execution by the service.
   *
   * @param sent where the call for it was sent; {@link #NEVER} if not known
   */
  record Execution(int at, int sent, HistoryEvent.Effect effect) {}

  /** What its caller learned, and where. */
  record End(int at, WriteOutcome outcome) {}

  final String id;
  final String tenant;
  final String address;
  final int invoked;
  final boolean named;
  final WriteOperation operation;
  final List<Execution> executions = new ArrayList<>();
  final List<End> ends = new ArrayList<>();
  int lastInvoked;
  int invocations;
  int lastEnded = -1;
  int acknowledged = NEVER;

  /** Where the call began that was acknowledged first. */
  int acknowledgedCall = NEVER;

  int queued = NEVER;

  /** The same, of the row that the storage has not forgotten since. */
  int keptInQueue = NEVER;

  int inLine = NEVER;
  int firstFailed = NEVER;

  /** Where it joined a transaction of its caller's. */
  int joined = NEVER;

  /** Where the transaction that it had joined committed; -1 if it never did. */
  int committed = -1;

  /** Where a restore brought it back; -1 if none did. */
  int broughtBack = -1;

  /** Where its replay was taken back last; -1 if that never happened. */
  int takenBack = -1;

  boolean failed;
  boolean forced;
  boolean givenUp;

  /** Where the storage forgot it. */
  int forgotten = NEVER;

  boolean waiting;

  WriteStory(HistoryEvent.Invoked first, int at) {
    this.id = first.write();
    this.tenant = first.tenant();
    this.address = first.address();
    this.invoked = at;
    this.named = first.named();
    this.operation = first.operation();
  }

  /**
   * Whether it failed before there, and an operator may have it replayed behind the newer one, as
   * that neither replaces nor removes what it writes.
   */
  boolean mayFollow(WriteStory newer, int place) {
    return firstFailed < place && !newer.operation.overtakes(operation);
  }

  boolean isAcknowledged() {
    return acknowledged != NEVER;
  }

  /**
   * The index after which every invoked write comes later than this one; NEVER while a call is
   * under way.
   */
  private int placed() {
    return Math.min(inLine, over());
  }

  private int over() {
    return ends.size() < invocations ? NEVER : Math.max(lastEnded, committed);
  }

  boolean hasEverFailed() {
    return firstFailed != NEVER;
  }

  /**
   * Whether it failed, was replayed by an operator, and took effect there before anybody could rely
   * on the effect of a newer one: the newer one was acknowledged later, and then as queued, so that
   * it takes effect again, or by a call that began later, or never. No process can know in time
   * that a write took effect whose caller or process is gone.
   */
  boolean isReplayedBeforeTheReceiptOf(WriteStory newer, int place) {
    boolean isReliedOnLater =
        newer.acknowledged == NEVER
            || newer.queued == newer.acknowledged
            || newer.acknowledgedCall > place;
    return firstFailed < place && newer.acknowledged > place && isReliedOnLater;
  }

  /** Where it took effect last. */
  int lastEffect() {
    return executions.get(executions.size() - 1).at();
  }

  /**
   * Whether every call for it had its place before the first one for the other began. One that
   * joins a transaction does not get in line, so only what was over before is older than it.
   */
  boolean precedes(WriteStory other) {
    return placedBefore(other) < other.invoked;
  }

  /** The same, before the last call for the other began. */
  boolean precedesLastCallOf(WriteStory other) {
    return placedBefore(other) < other.lastInvoked;
  }

  private int placedBefore(WriteStory other) {
    return other.joined == NEVER ? placed() : over();
  }

  /** Whether its caller was told last that it holds, and nothing took it back. */
  boolean isToHold() {
    boolean isElsewhere = failed || givenUp || waiting;
    return !ends.isEmpty()
        && ends.size() == invocations
        && !isElsewhere
        && HOLDING.contains(ends.get(ends.size() - 1).outcome());
  }

  /** Whether it can never take effect, as it joined nothing but transactions that were undone. */
  boolean isRolledBack() {
    return !ends.isEmpty() && ends.stream().allMatch(e -> e.outcome() == WriteOutcome.ROLLED_BACK);
  }

  boolean hasEffectBefore(int place) {
    return executions.stream().anyMatch(execution -> execution.at() < place);
  }

  String place() {
    return tenant + "/" + address;
  }
}
