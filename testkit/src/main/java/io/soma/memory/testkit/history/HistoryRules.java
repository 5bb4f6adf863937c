package io.soma.memory.testkit.history;

import java.util.Set;

/**
 * The promises that hold in the environment of a history.
 *
 * @param honoursKeys whether the memory service executes an idempotency key once
 * @param ordered the tenants of which every call passed or was never sent, so that none of their
 *     queued writes was applied ahead of a failing one
 */
public record HistoryRules(boolean honoursKeys, Set<String> ordered) {}
