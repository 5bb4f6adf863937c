package io.soma.memory.domain.write;

/** The operation of a delivery at the memory service; its topic names it in the outbox. */
public enum WriteOperation {
  STORE("memory.store"),
  DELETE("memory.delete"),
  LINK("graph.link");

  private final String topic;

  WriteOperation(String topic) {
    this.topic = topic;
  }

  /** The event topic, as users know it from their outbox. */
  public String topic() {
    return topic;
  }

  /**
   * The operation of an event topic.
   *
   * @throws IllegalArgumentException if no operation has that topic
   */
  public static WriteOperation ofTopic(String topic) {
    for (WriteOperation operation : values()) {
      if (operation.topic.equals(topic)) {
        return operation;
      }
    }
    throw new IllegalArgumentException("no write operation has the topic " + topic);
  }
}
