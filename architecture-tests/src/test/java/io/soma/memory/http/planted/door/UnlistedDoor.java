package io.soma.memory.http.planted.door;

/** Public, and on no list. */
public record UnlistedDoor(String name) {}
