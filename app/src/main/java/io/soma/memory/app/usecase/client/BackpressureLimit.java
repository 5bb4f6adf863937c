package io.soma.memory.app.usecase.client;

/**
 * How much may wait.
 *
 * @param perTenant unconfirmed events of one tenant, from which on its writes are refused
 */
public record BackpressureLimit(int perTenant) {}
