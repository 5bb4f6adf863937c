package io.soma.memory.ports.driven;

/**
 * How a pool of connections is used at present.
 *
 * @param pool its name
 * @param inUse connections that calls hold
 * @param idle open connections that no call holds
 * @param waiting calls that wait for a connection
 * @param limit the most connections that it opens
 */
public record PoolUsage(String pool, int inUse, int idle, int waiting, int limit) {}
