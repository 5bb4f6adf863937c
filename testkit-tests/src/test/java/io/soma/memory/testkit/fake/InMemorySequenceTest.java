package io.soma.memory.testkit.fake;

import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.testkit.contract.EventSequenceContract;

class InMemorySequenceTest extends EventSequenceContract {

  private final InMemoryStore store = new InMemoryStore(new ManualClock());
  private final InMemoryOutbox outbox = new InMemoryOutbox(store);

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected void loseTheSequence() {
    store.move();
  }
}
