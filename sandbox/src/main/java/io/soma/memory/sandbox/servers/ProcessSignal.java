package io.soma.memory.sandbox.servers;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals to processes, where the system knows signals. */
public final class ProcessSignal {

  private static final int MAX_WAIT_SECONDS = 60;

  private ProcessSignal() {}

  /**
   * Sends one.
   *
   * @param name such as {@code STOP}
   * @throws IOException if it was not sent
   */
  public static void send(String name, long pid) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
    if (!kill.waitFor(MAX_WAIT_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("no signal " + name);
    }
  }
}
