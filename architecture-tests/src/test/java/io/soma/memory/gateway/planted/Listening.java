package io.soma.memory.gateway.planted;

public record Listening() {}
