package io.soma.memory.domain.outbox;

/**
 * Whether the broker of a transport answers.
 *
 * @param isUp whether it answered the last question
 * @param detail what it said, or why it did not answer, in words
 */
public record BrokerHealth(boolean isUp, String detail) {}
