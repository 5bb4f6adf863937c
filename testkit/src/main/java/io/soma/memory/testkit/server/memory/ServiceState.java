package io.soma.memory.testkit.server.memory;

/** Which of the memory service's own servers are up. */
public enum ServiceState {
  /**
   * The database, the cache and the vector store: every search is answered with the nearest
   * memories, those that were stored in this state.
   */
  ALL_UP(true, true, true),
  /**
   * The database alone, as in most deployments: a search finds memories that equal its query, and
   * {@code /healthz} is always 503.
   */
  NO_VECTOR_STORE(true, false, false),
  /** No database and no vector store: every store, fetch, delete, search and link is 500. */
  DATABASE_DOWN(false, false, false);

  private final boolean database;
  private final boolean cache;
  private final boolean vectors;

  ServiceState(boolean database, boolean cache, boolean vectors) {
    this.database = database;
    this.cache = cache;
    this.vectors = vectors;
  }

  boolean database() {
    return database;
  }

  boolean vectors() {
    return vectors;
  }

  HealthClaims health() {
    return new HealthClaims(database, vectors, database, cache);
  }
}
