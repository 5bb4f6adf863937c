package io.soma.memory.sandbox.chaos;

import java.time.Duration;
import java.util.Map;

/**
 * One agent among the others of a campaign.
 *
 * @param number from 0
 * @param firstService which service it begins with, as a number that grows by one from one agent of
 *     a tenant to the next: a tenant's agents write through all services
 * @param identity how it names its writes
 * @param patience how long it waits for an answer
 * @param pause between two writes
 */
record AgentProfile(
    int number,
    String tenant,
    int firstService,
    IdentityHabit identity,
    Duration patience,
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
        pause);
  }

  /** The name of the agent, which no other has. */
  String name() {
    return tenant + ".agent-" + number;
  }

  /** A write to the next of so many addresses in turn. */
  AgentWrite write(long sequence, int keys, Map<String, String> headers) {
    long key = sequence % keys;
    return new AgentWrite(
        tenant,
        "agent-" + number + "-key-" + key,
        number + ".5," + key + ".5,0.5",
        sequence,
        name() + "." + key + "." + sequence,
        headers);
  }
}
