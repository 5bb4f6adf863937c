package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.util.List;

/** Runs beside a campaign's troubles. One thread calls it. */
interface Companion {

  /** A campaign alone. */
  Companion NONE =
      new Companion() {
        @Override
        public void begin(Deployment deployment) {}

        @Override
        public void end() {}

        @Override
        public List<String> complaints(Deployment deployment) {
          return List.of();
        }
      };

  /** The agents write from now on. */
  void begin(Deployment deployment) throws IOException, InterruptedException;

  /** The troubles are over; it returns when nothing of it goes on. */
  void end() throws InterruptedException;

  /**
   * Called after all troubles ended and queued writes were delivered; returns the problems, in
   * words.
   */
  List<String> complaints(Deployment deployment) throws IOException, InterruptedException;
}
