package io.soma.memory.testkit.protocol;

/** What a {@link Scope} allows a number of times; everything else happens as often as it can. */
public enum ModelFault {
  /** The memory service's answer is lost, or the call times out; executed or not. */
  NO_ANSWER,
  /** The answer to a commit is lost, and the commit hangs: it happens later, or never. */
  HANGING_COMMIT,
  /** The memory service refuses a queued write, which fails. */
  REFUSAL,
  /** An operator has a failed write applied again. */
  OPERATOR_REPLAY,
  /** Confirmed rows leave the table. */
  PURGE,
  /** A process is killed, and started again. */
  CRASH,
  /** A process stands still, and goes on. */
  PAUSE,
  /** A machine is suspended for longer than its rights last, and wakes up. */
  SUSPENSION,
  /** An instance cannot read the outbox for a while. */
  BLINDNESS,
  /** A replay takes longer than it may rely on its right to deliver. */
  SLOW_REPLAY,
  /** A relay takes longer than its lease lasts. */
  SLOW_RELAY,
  /** The transport forgets what it acknowledged. */
  LOST_RECORDS,
  /** The database is restored from a backup, with all processes stopped. */
  RESTORE
}
