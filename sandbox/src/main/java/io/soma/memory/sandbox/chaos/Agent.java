package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.CheckedWrite;
import java.util.List;
import java.util.function.Consumer;

/**
 * One agent of a tenant, with coordinates of its own. It repeats a write under the same request id
 * until it is acknowledged, and goes to the other service when one does not answer: not at once, as
 * one service learns of another's backlog within a second.
 */
final class Agent implements Runnable {

  private static final int KEYS = 5;
  private static final long BEFORE_THE_OTHER_MILLIS = 3_000;
  private static final long BEFORE_AGAIN_MILLIS = 300;

  private final Gateway gateway;
  private final List<Service> services;
  private final String tenant;
  private final int number;
  private final long pauseMillis;
  private final Consumer<CheckedWrite> ledger;
  private int at;
  private volatile boolean stopped;

  /** An agent that writes once in a pause. */
  Agent(
      Gateway gateway,
      List<Service> services,
      String tenant,
      int number,
      long pauseMillis,
      Consumer<CheckedWrite> ledger) {
    this.gateway = gateway;
    this.services = services;
    this.tenant = tenant;
    this.number = number;
    this.pauseMillis = pauseMillis;
    this.ledger = ledger;
    this.at = number % services.size();
  }

  /** Ends with the write that is under way, once that is acknowledged. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      for (long sequence = 1; !stopped; sequence++) {
        write(sequence);
        Thread.sleep(pauseMillis);
      }
    } catch (InterruptedException e) {
      // The campaign is broken off, or waits no longer.
      Thread.currentThread().interrupt();
    }
  }

  private void write(long sequence) throws InterruptedException {
    String key = "agent-" + number + "-key-" + sequence % KEYS;
    String coordinate = number + ".5," + sequence % KEYS + ".5,0.5";
    String requestId = tenant + "." + key + "." + sequence;
    boolean acknowledged = false;
    try {
      while (!acknowledged) {
        Told told = gateway.write(services.get(at), tenant, requestId, coordinate, sequence);
        acknowledged = told == Told.ACKNOWLEDGED;
        if (told == Told.NOT_NOW) {
          Thread.sleep(BEFORE_AGAIN_MILLIS);
        } else if (told == Told.NOTHING) {
          at = (at + 1) % services.size();
          Thread.sleep(BEFORE_THE_OTHER_MILLIS);
        }
      }
    } finally {
      ledger.accept(new CheckedWrite(tenant, key, sequence, requestId, coordinate, acknowledged));
    }
  }
}
