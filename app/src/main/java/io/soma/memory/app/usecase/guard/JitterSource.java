package io.soma.memory.app.usecase.guard;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Spreads events in time that would otherwise happen together. A simulation draws from its seed
 * instead. Safe for many threads.
 */
@FunctionalInterface
public interface JitterSource {

  /** Cannot be foretold. */
  JitterSource RANDOM = () -> ThreadLocalRandom.current().nextDouble();

  /** The next number, from 0 to below 1. */
  double next();
}
