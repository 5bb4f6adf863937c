package io.soma.memory.domain.write;

/** The kind of memory that a write stores. */
public enum MemoryType {
  EPISODIC("episodic"),
  SEMANTIC("semantic");

  private final String wireName;

  MemoryType(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }
}
