package io.soma.memory.testkit.server.memory;

/** The operation that a request asks for. */
public enum Operation {
  /** {@code POST /memories}. */
  STORE,
  /** {@code GET /memories/{coord}}. */
  FETCH,
  /** {@code DELETE /memories/{coord}}. */
  DELETE,
  /** {@code POST /memories/search} and {@code GET /memories/search}. */
  SEARCH,
  /** {@code POST /graph/link}. */
  LINK,
  /** {@code GET /graph/neighbors}. */
  NEIGHBORS,
  /** {@code GET /graph/path}. */
  PATH,
  /**
   * {@code GET /healthz}, {@code /readyz}, {@code /health/basic}, {@code /health}, and the other
   * routes about the service: {@code /ping}, {@code /stats}, {@code /metrics} and the like.
   */
  HEALTH,
  /** An unknown URL, or a method that the URL does not have. */
  NONE
}
