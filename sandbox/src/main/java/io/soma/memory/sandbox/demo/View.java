package io.soma.memory.sandbox.demo;

import java.util.List;

/** The output of a demo. Called by one thread. */
interface View extends AutoCloseable {

  /** A line that stays. */
  void say(String line);

  /** The numbers of now. */
  void show(String headline, List<TenantRow> rows);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
