package io.soma.memory.sandbox.demo;

import java.util.List;

/** The output of a demo. Called by one thread. */
interface View extends AutoCloseable {

  /** A line that stays. */
  void say(String line);

  /** A line that the next output replaces, for terminals alone. */
  void progress(String line);

  /** The numbers of now. */
  void show(String headline, List<TenantRow> rows);

  /** Leaves the terminal as it was. */
  @Override
  void close();
}
