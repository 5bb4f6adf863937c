package io.soma.memory.testkit.server.memory;

import java.util.Optional;

/** The way to the stored data, which fails while the database is down. Thread safe. */
final class DatabaseAccess {
  private final Settings settings;
  private final MemoryStore store;

  DatabaseAccess(Settings settings, MemoryStore store) {
    this.settings = settings;
    this.store = store;
  }

  /** The database cannot be reached. */
  static final class Down extends RuntimeException {
    Down() {
      super("the database is down", null, false, false);
    }
  }

  /**
   * The data.
   *
   * @throws Down if the database is down
   */
  MemoryStore connect() {
    if (!settings.state.database()) {
      throw new Down();
    }
    return store;
  }

  /** The refusal of a store with this payload, if any. */
  Optional<StoreRefusal> refusalOf(String payload) {
    return settings.refusals.apply(payload);
  }

  boolean hasVectors() {
    return settings.state.vectors();
  }
}
