package io.soma.memory.testkit.protocol;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * A state of the model: small numbers in one array, so that millions of states can be told apart.
 * Sets of writes are bit masks; an instance or write is kept as its number plus one, and none as 0.
 */
final class ProtocolState {

  static final int INSTANCES = 2;

  /** What there is once. */
  enum One {
    /** Writes on the list of what is to be carried. */
    LISTED,
    /** Failed writes of which the outbox knows that a newer one took effect. */
    OVERTAKEN,
    /** Writes that took effect. */
    EFFECTS,
    /** The write that the address holds. */
    HELD,
    /** Writes that the memory service executed for their callers, which have not heard of it. */
    EXECUTED,
    /** The instance whose lease of the right to deliver lasts. */
    DELIVERER,
    /** The instance whose lease of the right to carry lasts. */
    CARRIER,
    NEXT_ID,
    /** The instance at which an operator's replay is under way. */
    REPLAYING,
    /** The writes that it may replay, where it looked before it changes them. */
    TO_REPLAY,
    /** Writes that the transport acknowledged since they were listed. */
    ACKNOWLEDGED,
    /** Writes that failed once: the others go past them. */
    EVER_FAILED,
    /** Writes of which a restore took everything. */
    FORGOTTEN,
    /** Writes that a restore brought back. */
    BROUGHT_BACK,
    /** The promise that is broken. */
    BROKEN,
    BACKED_UP,
    BACKUP_LISTED,
    BACKUP_OVERTAKEN,
    BACKUP_NEXT_ID
  }

  /** What there is of each write. */
  enum Of {
    PHASE,
    /** The instance that has it, or at which its caller may go on at once. */
    PLACE,
    ROW,
    ID,
    /** The id under which the transport has it. */
    RECORD,
    BACKUP_ROW,
    BACKUP_ID
  }

  /** What there is of each instance. */
  enum At {
    /** Whether it knows of unconfirmed events. */
    WAITING,
    /** Whether its machine is suspended. */
    SUSPENDED,
    DOUBT,
    /** Whether a commit may be under way of which nobody knows whether it happens. */
    UNSETTLED,
    /** What {@link #UNSETTLED} becomes at the end of the look under way. */
    SAW_UNSETTLED,
    /** The commits under way at its last look. */
    LOCKS,
    /** The looks that began since something ended elsewhere, up to 2. */
    LOOKS_SINCE,
    /** How far a look is: 0 none, 1 the locks are read, 2 the backlog too. */
    LOOK,
    SAW_BACKLOG,
    /** Whether the look under way began after what it is to count for. */
    LOOK_COUNTS,
    /** Whether an enqueue ended since the look under way began. */
    TOUCHED,
    /** Whether the answer to a commit was lost since the last look. */
    LOST_ANSWER,
    /** The right to deliver: 0 not held, 1 relied upon, 2 relied upon no longer. */
    HOLD,
    /** What the outbox called due, and is not settled. */
    DUE,
    /** The queued write that it sends. */
    CALL,
    CALL_EXECUTED,
    /** The queued write that is stored and not confirmed. */
    APPLIED,
    KNOWS_FAILED,
    /** Whether it stored a direct write since it looked for failed events. */
    RECENT,
    /** A relay's turn: 0 none, 1 it has read the list, 2 it has published what it read. */
    RELAY,
    CLAIMED
  }

  private static final int ONES = 1;
  private static final int WRITES = ONES + One.values().length;
  private static final int OF_A_WRITE = Of.values().length;
  private static final int AT_AN_INSTANCE = At.values().length;
  private static final WritePhase[] PHASES = WritePhase.values();
  private static final RowState[] ROWS = RowState.values();

  private final byte[] cells;

  private ProtocolState(byte[] cells) {
    this.cells = cells;
  }

  static ProtocolState first(int writes) {
    int perWrite = writes * OF_A_WRITE;
    int perInstance = INSTANCES * AT_AN_INSTANCE;
    ProtocolState first =
        new ProtocolState(new byte[WRITES + perWrite + perInstance + ModelFault.values().length]);
    first.cells[0] = (byte) writes;
    first.set(One.NEXT_ID, 1);
    return first;
  }

  static ProtocolState ofKey(String key) {
    return new ProtocolState(key.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The whole of it, as short text. */
  String key() {
    return new String(cells, StandardCharsets.ISO_8859_1);
  }

  ProtocolState copy() {
    return new ProtocolState(cells.clone());
  }

  int writes() {
    return cells[0];
  }

  int get(One what) {
    return cells[ONES + what.ordinal()];
  }

  void set(One what, int value) {
    cells[ONES + what.ordinal()] = (byte) value;
  }

  int get(Of what, int write) {
    return cells[cell(what, write)];
  }

  void set(Of what, int write, int value) {
    cells[cell(what, write)] = (byte) value;
  }

  int get(At what, int instance) {
    return cells[cell(what, instance)];
  }

  void set(At what, int instance, int value) {
    cells[cell(what, instance)] = (byte) value;
  }

  boolean is(At what, int instance) {
    return get(what, instance) != 0;
  }

  int used(ModelFault fault) {
    return cells[cells.length - 1 - fault.ordinal()];
  }

  void use(ModelFault fault) {
    cells[cells.length - 1 - fault.ordinal()]++;
  }

  private static int cell(Of what, int write) {
    return WRITES + write * OF_A_WRITE + what.ordinal();
  }

  private int cell(At what, int instance) {
    return WRITES + writes() * OF_A_WRITE + instance * AT_AN_INSTANCE + what.ordinal();
  }

  WritePhase phase(int write) {
    return PHASES[get(Of.PHASE, write)];
  }

  void set(int write, WritePhase phase) {
    set(Of.PHASE, write, phase.ordinal());
  }

  RowState row(int write) {
    return ROWS[get(Of.ROW, write)];
  }

  void set(int write, RowState row) {
    set(Of.ROW, write, row.ordinal());
  }

  boolean has(One set, int write) {
    return (get(set) >> write & 1) != 0;
  }

  void add(One set, int writes) {
    set(set, get(set) | writes);
  }

  void remove(One set, int writes) {
    set(set, get(set) & ~writes);
  }

  boolean isAt(int write, int instance) {
    return get(Of.PLACE, write) == instance + 1;
  }

  /** The writes for which this is so. */
  int those(IntPredicate which) {
    int those = 0;
    for (int write = 0; write < writes(); write++) {
      if (which.test(write)) {
        those |= 1 << write;
      }
    }
    return those;
  }

  int rows(RowState state) {
    return those(write -> row(write) == state);
  }
}
