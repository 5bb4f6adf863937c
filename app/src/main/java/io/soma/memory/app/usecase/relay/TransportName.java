package io.soma.memory.app.usecase.relay;

/**
 * The name of the transport that carries events, for people.
 *
 * @param value as the configuration has it, such as {@code kafka}
 */
public record TransportName(String value) {}
