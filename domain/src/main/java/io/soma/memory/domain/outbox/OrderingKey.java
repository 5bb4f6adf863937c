package io.soma.memory.domain.outbox;

/** What keeps its order inside a tenant: the text of the coordinate that is written. */
public record OrderingKey(String value) {

  @Override
  public String toString() {
    return value;
  }
}
