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
   * Whether a newer write of this operation overtakes an older one of its address, so that the
   * older one must not be applied any more: it replaces or removes what the older one writes, or
   * the older one would remove what it writes.
   *
   * <p>A link leaves the memory at its source as it is, and a store leaves links as they are. What
   * a deletion does to links is up to the memory service, so that neither follows the other. Two
   * links of one source may have different targets; which ones is known to the memory service's
   * adapter alone, so that they count as the same.
   */
  public boolean overtakes(WriteOperation older) {
    return switch (this) {
      case STORE -> older != LINK;
      case LINK -> older != STORE;
      case DELETE -> true;
    };
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
