package io.soma.memory.sandbox.demo;

/**
 * One write and the answer that its writer got.
 *
 * @param tenant the number of the tenant
 * @param key the key that it wrote; each key has one writer
 * @param sequence grows with every write to the key
 * @param id names the write alone, and is in its payload
 * @param called the stage in which it was called
 * @param ended the stage in which its call returned
 * @param nanos how long the call took
 */
record WriteRecord(
    int tenant,
    String key,
    long sequence,
    String id,
    DemoOutcome outcome,
    DemoAct called,
    DemoAct ended,
    long nanos) {

  /** Whether nothing but this stage had to do with it. */
  boolean isWithin(DemoAct stage) {
    return called == stage && ended == stage;
  }
}
