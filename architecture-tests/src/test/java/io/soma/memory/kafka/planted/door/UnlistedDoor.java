package io.soma.memory.kafka.planted.door;

/** Public, and on no list. */
public record UnlistedDoor(String name) {}
