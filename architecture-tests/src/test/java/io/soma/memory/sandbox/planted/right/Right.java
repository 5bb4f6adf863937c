package io.soma.memory.sandbox.planted.right;

import io.soma.memory.sandbox.planted.left.Left;

/** Needs the left, which needs it. */
public interface Right {

  /** The other half. */
  Left left();
}
