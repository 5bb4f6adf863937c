package io.soma.memory.ports.planted;

/** A port whose caller cannot know which exceptions to handle. */
public interface ThrowsAnything {

  /** Does it, or not. */
  void act() throws Exception;
}
