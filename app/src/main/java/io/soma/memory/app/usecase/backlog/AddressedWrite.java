package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;

/** What a write does where: all that decides which older events it overtakes. */
record AddressedWrite(EventAddress address, WriteOperation operation) {

  static AddressedWrite of(Delivery delivery) {
    return new AddressedWrite(
        new EventAddress(delivery.tenant(), delivery.orderingKey()), delivery.operation());
  }
}
