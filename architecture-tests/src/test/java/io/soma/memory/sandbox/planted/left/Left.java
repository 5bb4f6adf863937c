package io.soma.memory.sandbox.planted.left;

import io.soma.memory.sandbox.planted.right.Right;

/** Needs the right, which needs it. */
public interface Left {

  /** The other half. */
  Right right();
}
