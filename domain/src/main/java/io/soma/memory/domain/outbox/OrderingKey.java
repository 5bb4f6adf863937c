package io.soma.memory.domain.outbox;

/**
 * The key within which a tenant's writes keep their order: the text of the coordinate that is
 * written.
 */
public record OrderingKey(String value) {

  @Override
  public String toString() {
    return value;
  }
}
