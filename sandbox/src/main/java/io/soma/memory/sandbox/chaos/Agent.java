package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.CheckedWrite;
import io.soma.memory.sandbox.check.WriteHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One agent of a tenant, with addresses of its own. It repeats a write under the same headers until
 * it is acknowledged, and only then writes the next version of the address. A gateway that does not
 * answer, or is not able to take the write, it leaves for the other one, as soon as {@link
 * GatewayChanges} allows.
 */
final class Agent implements Runnable {

  private static final int KEYS = 5;
  private static final int REFUSALS_BEFORE_A_CHANGE = 3;
  private static final long BEFORE_AGAIN_MILLIS = 300;

  /** Every so many writes under a key, one comes under the key of the write before. */
  private static final int KEY_MISUSE_INTERVAL = 7;

  /**
   * Where a tenant that sends poison sends it. Its other addresses have none: if each address began
   * with a write that is answered 500 for ever, nothing could tell that from an outage, and the
   * tenant would rightly wait for an operator.
   */
  private static final int POISONED_KEY = 1;

  private final Gateway gateway;
  private final List<Service> services;
  private final AgentProfile profile;
  private final WriteHistory history;
  private final PoisonedTenants poisons;
  private final GatewayChanges changes = new GatewayChanges();
  private int at;
  private int refusals;
  private volatile boolean stopped;

  /** An agent that does not write yet. */
  Agent(
      Gateway gateway,
      List<Service> services,
      AgentProfile profile,
      WriteHistory history,
      PoisonedTenants poisons) {
    this.gateway = gateway;
    this.services = services;
    this.profile = profile;
    this.history = history;
    this.poisons = poisons;
    this.at = profile.firstService() % services.size();
  }

  /** Ends with the write that is under way, once that is acknowledged. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      for (long sequence = 1; !stopped; sequence++) {
        write(sequence);
        Thread.sleep(profile.pause().toMillis());
      }
    } catch (InterruptedException e) {
      // The campaign is broken off, or waits no longer.
      Thread.currentThread().interrupt();
    }
  }

  private void write(long sequence) throws InterruptedException {
    Optional<PoisonKind> poison =
        sequence % KEYS == POISONED_KEY ? poisons.of(profile.tenant()) : Optional.empty();
    AgentWrite write = profile.write(sequence, KEYS, poison, identity(sequence));
    boolean misused = isMisuse(sequence) && poison.isEmpty();
    WriteOutcome outcome = WriteOutcome.NOTHING;
    if (misused) {
      outcome = attempt(write.withIdentity(identity(sequence - 1)), false);
    }
    while (!outcome.isFinal()) {
      outcome = attempt(write, profile.identity() == IdentityHabit.NAMED_KEY && !misused);
    }
  }

  private boolean isMisuse(long sequence) {
    return profile.misusesKeys()
        && profile.identity() == IdentityHabit.NAMED_KEY
        && sequence % KEY_MISUSE_INTERVAL == 0;
  }

  private Map<String, String> identity(long sequence) {
    return profile.identity().headers(profile.name(), sequence, KEYS);
  }

  private WriteOutcome attempt(AgentWrite write, boolean named) throws InterruptedException {
    Thread.sleep(changes.waitBefore(write.key(), at, System.nanoTime()).toMillis());
    WriteOutcome outcome = send(write, named);
    changes.answered(write.key(), at, outcome, System.nanoTime());
    refusals = outcome == WriteOutcome.NOT_NOW ? refusals + 1 : 0;
    if (outcome == WriteOutcome.NOTHING || refusals >= REFUSALS_BEFORE_A_CHANGE) {
      at = (at + 1) % services.size();
      refusals = 0;
    } else if (outcome == WriteOutcome.NOT_NOW) {
      Thread.sleep(BEFORE_AGAIN_MILLIS);
    }
    return outcome;
  }

  private WriteOutcome send(AgentWrite write, boolean named) throws InterruptedException {
    CheckedWrite checked =
        new CheckedWrite(
            write.tenant(), write.key(), write.sequence(), write.id(), write.isPoison());
    WriteOutcome outcome = WriteOutcome.NOTHING;
    history.invoked(checked, named);
    try {
      outcome = gateway.write(services.get(at), write, profile.patience());
      return outcome;
    } finally {
      history.ended(checked, outcome.heard());
    }
  }
}
