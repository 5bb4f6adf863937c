package io.soma.memory.ports.planted;

/** A port that does not say which exceptions a caller must handle. */
public interface ThrowsAnything {

  /** Does it, or not. */
  void act() throws Exception;
}
