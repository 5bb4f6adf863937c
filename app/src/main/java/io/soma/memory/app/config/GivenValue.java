package io.soma.memory.app.config;

/**
 * A value that a program gave.
 *
 * @param method of the builder that took it
 */
record GivenValue(String method, Object value) {}
