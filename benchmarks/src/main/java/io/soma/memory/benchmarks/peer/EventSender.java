package io.soma.memory.benchmarks.peer;

/** Called by the other outboxes for each event. */
public interface EventSender {

  /** Sends, and returns once Kafka has acknowledged it. */
  void send(String tenant, int number, String body);
}
