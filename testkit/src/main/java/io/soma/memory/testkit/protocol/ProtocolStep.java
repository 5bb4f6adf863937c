package io.soma.memory.testkit.protocol;

/**
 * One step of the model.
 *
 * @param write the write that it is about, from 0 on; 0 where it is about none
 * @param instance the instance that takes it, 0 or 1; 0 where none does
 */
public record ProtocolStep(StepKind kind, int write, int instance) {

  @Override
  public String toString() {
    return kind.words(write, instance);
  }
}
