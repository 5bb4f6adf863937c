package io.soma.memory.sandbox.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One agent among the others of a campaign.
 *
 * @param number from 0
 * @param firstService which service it begins with, as a number that grows by one from one agent of
 *     a tenant to the next: a tenant's agents write through all services
 * @param identity how it names its writes
 * @param patience how long it waits for an answer
 * @param misusesKeys whether it sends some writes under the key of the write before
 * @param pause between two writes
 */
record AgentProfile(
    int number,
    String tenant,
    int firstService,
    IdentityHabit identity,
    Duration patience,
    boolean misusesKeys,
    Duration pause) {

  /** As the real client has it. */
  private static final Duration REAL_CLIENT = Duration.ofSeconds(10);

  private static final Duration IMPATIENT = Duration.ofSeconds(3);

  /**
   * The agent with a number; habits and patience are mixed within every tenant and between them.
   */
  static AgentProfile of(int number, int tenants, Duration pause) {
    IdentityHabit[] habits = IdentityHabit.values();
    return new AgentProfile(
        number,
        Deployment.tenant(number % tenants),
        number % tenants + number / tenants,
        habits[(number + number / tenants) % habits.length],
        number / habits.length % 2 == 0 ? REAL_CLIENT : IMPATIENT,
        true,
        pause);
  }

  /**
   * The same as one that asks nothing of an older version that it cannot do: it names each write by
   * itself, and waits for each answer.
   */
  AgentProfile careful() {
    IdentityHabit habit =
        identity == IdentityHabit.NAMED_KEY ? identity : IdentityHabit.OWN_REQUEST_ID;
    return new AgentProfile(number, tenant, firstService, habit, REAL_CLIENT, false, pause);
  }

  /** The name of the agent, which no other has. */
  String name() {
    return tenant + ".agent-" + number;
  }

  /**
   * A write to the next of so many addresses in turn.
   *
   * @param poison what it is, if the memory service does not take it
   */
  AgentWrite write(
      long sequence, int keys, Optional<PoisonKind> poison, Map<String, String> headers) {
    String mark = poison.map(PoisonKind::mark).orElse("");
    long key = sequence % keys;
    return new AgentWrite(
        tenant,
        "agent-" + number + "-key-" + key,
        number + ".5," + key + ".5,0.5",
        sequence,
        name() + "." + key + "." + sequence + (mark.isEmpty() ? "" : "." + mark),
        mark,
        headers);
  }
}
