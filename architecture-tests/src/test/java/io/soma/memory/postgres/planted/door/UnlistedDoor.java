package io.soma.memory.postgres.planted.door;

/** Public, and on no list. */
public record UnlistedDoor(String name) {}
