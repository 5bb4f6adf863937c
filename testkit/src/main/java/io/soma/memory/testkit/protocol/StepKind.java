package io.soma.memory.testkit.protocol;

/** What can happen in the model; the words are those of a trace. */
public enum StepKind {
  INVOKE("the caller hands write %w to %i"),
  SEND_DIRECT("%i sends write %w to the memory service"),
  EXECUTE_DIRECT("the memory service executes write %w for its caller"),
  TELL_STORED("%i tells the caller that write %w is stored"),
  LOSE_DIRECT_ANSWER("%i hears nothing of write %w, which has to be queued"),
  BEGIN_ENQUEUE("%i sends the row of write %w to the outbox"),
  COMMIT("the outbox commits the row of write %w"),
  ABORT("the outbox rolls the row of write %w back"),
  TELL_QUEUED("%i tells the caller that write %w is queued"),
  LOSE_COMMIT_ANSWER("%i loses the answer to the commit of write %w, and says so"),
  LOOK("%i looks at locks, backlog and failed events"),
  BEGIN_LOOK("%i begins to look, and reads the locks"),
  READ_BACKLOG("%i reads the backlog"),
  END_LOOK("%i reads the failed events, and takes what it saw for known"),
  TAKE_CARRY("%i takes the right to carry, and reads what is listed"),
  PUBLISH("the transport acknowledges to %i what it read"),
  MARK_SENT("%i takes what it published from the list"),
  END_CARRY_LEASE("the lease of the right to carry runs out"),
  LOSE_RECORDS("the transport forgets its records"),
  SWEEP("%i lists every unconfirmed event again"),
  TAKE_DELIVER("%i takes the right to deliver, and asks what is due"),
  SEND_QUEUED("%i sends queued write %w to the memory service"),
  EXECUTE_QUEUED("the memory service executes queued write %w"),
  HEAR_APPLIED("%i hears that queued write %w is stored"),
  LOSE_QUEUED_ANSWER("%i hears nothing of queued write %w"),
  HEAR_REFUSED("%i hears that queued write %w is refused, and fails it"),
  CONFIRM("%i confirms write %w in the outbox"),
  LOOK_AT_TENANT("%i has settled what it knows of, and looks at the tenant's backlog alone"),
  RELEASE_DELIVER("%i gives the right to deliver back"),
  END_HOLD("%i may rely on its right to deliver no longer"),
  END_DELIVER_LEASE("the lease of the right to deliver runs out"),
  ORDER_REPLAY("an operator asks %i to replay what failed; its writes queue from here on"),
  CHECK_REPLAY("%i looks which failed events no newer write has overtaken"),
  REPLAY("%i lists them again"),
  PURGE("confirmed rows leave the table"),
  BACK_UP("the database is backed up"),
  RESTORE("all processes stop, the database is restored, all start again"),
  CRASH("%i is killed, and starts again"),
  PAUSE("%i stands still for seconds, and goes on"),
  SUSPEND("the machine of %i is suspended"),
  WAKE("the machine of %i wakes up"),
  GO_BLIND("%i cannot read the outbox for seconds");

  private final String words;

  StepKind(String words) {
    this.words = words;
  }

  String words(int write, int instance) {
    return words.replace("%w", "w" + (write + 1)).replace("%i", instance == 0 ? "A" : "B");
  }
}
