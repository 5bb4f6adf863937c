package io.soma.memory.ports.driven;

import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.InvalidWriteException;

/**
 * The largest queries that the memory service answers; pure functions, safe for many threads. A
 * query is checked before it is sent: a service that always fails on it would open the tenant's
 * circuit, which stops writes too.
 */
public interface ReadLimits {

  /** Takes every query. */
  ReadLimits NONE =
      new ReadLimits() {
        @Override
        public void check(RecallQuery query) {}

        @Override
        public void check(NeighborQuery query) {}

        @Override
        public void check(PathQuery query) {}
      };

  /**
   * Checks a search.
   *
   * @throws InvalidWriteException if it is over a limit; the message names the field and the limit
   */
  void check(RecallQuery query);

  /**
   * Checks a list of links.
   *
   * @throws InvalidWriteException if it is over a limit; the message names the field and the limit
   */
  void check(NeighborQuery query);

  /**
   * Checks a search for a path.
   *
   * @throws InvalidWriteException if it is over a limit; the message names the field and the limit
   */
  void check(PathQuery query);
}
