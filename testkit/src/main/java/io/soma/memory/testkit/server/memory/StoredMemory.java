package io.soma.memory.testkit.server.memory;

/** A row of the service's table: deleting marks it, storing again revives it. */
record StoredMemory(MemoryRecord memory, boolean deleted) {}
