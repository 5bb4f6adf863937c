package io.soma.memory.benchmarks.peer;

/** What the other outboxes call for each event. */
public interface EventSender {

  /** Sends, and returns once Kafka has acknowledged it. */
  void send(String tenant, int number, String body);
}
