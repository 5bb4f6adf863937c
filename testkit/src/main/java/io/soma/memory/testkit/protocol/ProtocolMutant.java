package io.soma.memory.testkit.protocol;

/**
 * A deliberate breakage of the protocol, with a scope in which a promise must be seen to break. The
 * names are those of {@code ./soma mutants} where the same breakage is made in the product.
 */
public enum ProtocolMutant {
  BACKLOG_IGNORED(ProtocolScopes.ANSWERS, "a write goes directly past what waits for its tenant"),
  FIRST_LOOK_NOT_AWAITED(
      ProtocolScopes.CRASHES, "a process that starts writes directly before it has looked"),
  BLIND_INSTANCE_GOES_ON(
      ProtocolScopes.BLINDNESS,
      "an instance that cannot read the outbox writes directly beside another"),
  PAUSE_UNNOTICED(ProtocolScopes.PAUSES, "a process that stood still goes by what it knew before"),
  SUSPENSION_UNNOTICED(
      ProtocolScopes.SUSPENSIONS,
      "a process whose machine was suspended goes by the rights and looks from before"),
  UNKNOWN_COMMIT_FORGOTTEN(
      ProtocolScopes.COMMITS, "a commit that may still happen is no reason to wait"),
  LOCKS_LOOKED_AT_ONCE(
      ProtocolScopes.CRASHES,
      "after a start, a pause or blindness a commit counts as hanging only from the"
          + " second look on"),
  UNSETTLED_REPLACED_TOO_EARLY(
      ProtocolScopes.COMMITS, "a commit that ended is forgotten before its row is read"),
  LOST_ANSWER_FORGOTTEN_BY_A_TENANTS_LOOK(
      ProtocolScopes.LOST_ANSWERS,
      "the look after the last confirmation forgets a commit whose answer was lost"),
  BACKLOG_READ_BEFORE_THE_LOCKS(
      ProtocolScopes.COMMITS, "a commit that ends between the two is seen by neither"),
  LEAVES_WITHOUT_A_LOOK(
      ProtocolScopes.COMMITS,
      "a look that began before an enqueue ended takes its tenant out of the backlog"),
  TURNS_NOT_TAKEN(ProtocolScopes.ANSWERS, "writes of one address do not wait for each other"),
  ANY_ANSWER_CONFIRMS(ProtocolScopes.ANSWERS, "an answer that confirms nothing counts as stored"),
  QUEUED_BEFORE_COMMITTED(
      ProtocolScopes.ANSWERS, "a write is acknowledged as queued before its commit"),
  INSERT_WITHOUT_LOCK(
      ProtocolScopes.COMMITS, "ids of a tenant's writes are not committed in their order"),
  OUTBOX_NOT_ASKED_WHAT_IS_DUE(
      ProtocolScopes.ANSWERS, "a record is applied whether or not the outbox calls it due"),
  SENT_BEFORE_CONFIRMED(
      ProtocolScopes.ANSWERS,
      "an event is sent before the one ahead of it at its address is confirmed"),
  REFUSED_COUNTS_AS_APPLIED(
      ProtocolScopes.OPERATORS, "an event that the memory service refuses is confirmed"),
  RIGHT_TO_DELIVER_NOT_ASKED_FOR(
      ProtocolScopes.TAKEOVER, "two processes deliver a tenant's events side by side"),
  HOLDER_GOES_ON(
      ProtocolScopes.TAKEOVER, "a replay sends events after it may rely on its right no longer"),
  CONFIRMED_BY_A_FORMER_HOLDER(
      ProtocolScopes.TAKEOVER,
      "a replay confirms what it sent after its right ran out, while the next holder"
          + " sends it again"),
  LEASE_ENDS_DURING_A_CALL(
      ProtocolScopes.TAKEOVER,
      "the lease of the right to deliver ends before a call of its holder"),
  MARKED_BEFORE_PUBLISHED(
      ProtocolScopes.RELAYS, "an event is marked as sent before the transport acknowledges it"),
  FENCING_TOKEN_UNCHECKED(
      ProtocolScopes.RELAYS, "a relay whose lease was given to another marks events as sent"),
  OVERTAKING_NOT_NOTED(
      ProtocolScopes.OPERATORS, "a direct write does not note that it overtook a failed one"),
  SETTLED_BEFORE_THE_ADDRESS_IS_NOTED(
      ProtocolScopes.OPERATORS, "writes go directly before the address of a failed event is known"),
  FAILED_EVENTS_NOT_LOOKED_FOR(
      ProtocolScopes.OPERATORS, "events that fail in another process are not known"),
  OVERTAKEN_FORGOTTEN_AT_PURGE(
      ProtocolScopes.OPERATORS,
      "that a failed event was overtaken is forgotten when the newer one leaves the table"),
  REPLAY_OF_OVERTAKEN_WRITES(
      ProtocolScopes.OPERATORS, "an operator's replay does not look for newer writes"),
  REPLAY_WITHOUT_LOCK(
      ProtocolScopes.OPERATORS,
      "an operator's replay does not see a newer write that commits meanwhile"),
  REPLAY_AWAITS_NO_TURNS(
      ProtocolScopes.OPERATORS,
      "an operator's replay does not wait for a write that is on its way"),
  IDENTITY_BY_ID_ALONE(
      ProtocolScopes.RESTORES,
      "a record from before a restore is applied under an id that was given again");

  private final Scope scope;
  private final String words;

  ProtocolMutant(Scope scope, String words) {
    this.scope = scope;
    this.words = words;
  }

  /** Where a promise is seen to break. */
  public Scope scope() {
    return scope;
  }

  /** What is broken. */
  public String words() {
    return words;
  }
}
