package io.soma.memory.gateway.serve;

import java.util.Map;

/**
 * Servers for trying the service out, found with {@link java.util.ServiceLoader}: the class path of
 * {@code ./soma serve} has none, that of {@code ./soma serve --sandbox} has.
 */
public interface SandboxEnvironment extends AutoCloseable {

  /** What {@link #start} will give, with values of the right shape that point nowhere. */
  Map<String, String> standIns();

  /**
   * Starts them; {@link #close} may come meanwhile, from another thread.
   *
   * @return the variables that point to them
   */
  Map<String, String> start();

  /** Ends them, and leaves nothing behind; idempotent. */
  @Override
  void close();
}
