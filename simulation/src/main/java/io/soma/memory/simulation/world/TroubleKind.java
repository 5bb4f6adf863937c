package io.soma.memory.simulation.world;

/** Kinds of faults, and actions of operators. */
public enum TroubleKind {
  /** The memory service answers errors, or is not reached, and executes nothing. */
  SERVICE_DOWN("the memory service is down"),
  /** The memory service executes, and its answer is lost. */
  ANSWERS_LOST("answers of the memory service are lost"),
  /** The memory service executes, and answers 500. */
  ERRORS_AFTER("the memory service answers 500 after it executed"),
  /** The memory service executes, and answers 200 with a body that confirms nothing. */
  UNCONFIRMED("the memory service confirms nothing"),
  /** Calls hang, and are executed later, often after their deadline. */
  CALLS_HANG("calls hang and are executed later"),
  /** The memory service takes long, and mostly answers in time. */
  SERVICE_SLOW("the memory service is slow"),
  /** The memory service answers 429. */
  THROTTLED("the memory service answers 429"),
  /** Some writes get 500 for as long as it lasts, while others pass. */
  POISON("some writes get 500"),
  /** Some writes get 422 for as long as it lasts, while others pass. */
  REFUSALS("some writes get 422"),
  /** The outbox is not reached by an instance. */
  STORE_DOWN("the outbox is not reached"),
  /** The outbox carries out the request, but its reply is lost. */
  REPLIES_LOST("replies of the outbox are lost"),
  /** Commits hang for longer than their caller waits, and succeed or not. */
  COMMITS_HANG("commits hang"),
  /** The outbox is slow. */
  STORE_SLOW("the outbox is slow"),
  /** The clock of the database steps. */
  CLOCK_STEP("the clock of the database steps"),
  /** A process is killed, and started again later. */
  KILL("a process is killed"),
  /** Processes are killed between two steps of their work, and started again soon. */
  CRASH("processes crash between two steps"),
  /** A process is closed in order, and started again later. */
  RESTART("a process is closed and started again"),
  /** A process stands still. */
  STAND_STILL("a process stands still"),
  /** Processes stand still between two steps of their work. */
  SLEEP_AT_A_STEP("processes stand still between two steps"),
  /** The machine of a process is suspended: its clock for durations stands still too. */
  SUSPEND("the machine of a process is suspended"),
  /** Machines are suspended between two steps of their processes' work. */
  SUSPEND_AT_A_STEP("machines are suspended between two steps"),
  /** Machines are suspended just before or after a call of the memory service. */
  SUSPEND_AT_A_CALL("machines are suspended before or after a call"),
  /** An instance is added while others run. */
  LATE_START("an instance is added"),
  /** A backup is made, and restored later while no process runs. */
  RESTORE("a backup is restored while no process runs"),
  /** A backup is made, and restored later under running processes. */
  RESTORE_UNDER_WORK("a backup is restored under running processes"),
  /** A standby takes over that lacks the newest commits; processes go on. */
  SWITCHOVER("a standby without the newest commits takes over"),
  /** The database moves by logical replication while no process runs; its sequences are behind. */
  MOVE("the database moves while no process runs, and its sequence is behind"),
  /** The same under running processes. */
  MOVE_UNDER_WORK("the database moves under running processes, and its sequence is behind"),
  /** Turns of background loops throw an Error. */
  BROKEN_TURNS("turns of background loops break"),
  /** Records arrive again. */
  DUPLICATES("the transport repeats records"),
  /** The transport forgets the last records that it acknowledged. */
  TAIL_LOST("the transport forgets its last records"),
  /** Records arrive that are of another outbox, or say another thing than their rows. */
  FOREIGN_RECORDS("foreign records arrive"),
  /** The transport does not acknowledge events that it took. */
  PUBLISHING_FAILS("the transport acknowledges nothing"),
  /** An operator has failed writes applied again. */
  REPLAY_ORDER("an operator replays failed writes"),
  /** The same, also where a newer write followed. */
  FORCED_REPLAY_ORDER("an operator replays failed writes by force"),
  /** An operator throws failed writes away. */
  DISCARD_ORDER("an operator discards failed writes"),
  /** An operator gives up the oldest writes that wait. */
  FORCED_DISCARD_ORDER("an operator gives up what waits"),
  /** An operator holds circuits open. */
  FORCED_OPEN("an operator holds circuits open");

  private final String words;

  TroubleKind(String words) {
    this.words = words;
  }

  /** A description for people. */
  public String words() {
    return words;
  }
}
