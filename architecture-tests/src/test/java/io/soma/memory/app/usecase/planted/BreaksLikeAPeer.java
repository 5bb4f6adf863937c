package io.soma.memory.app.usecase.planted;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

record BreaksLikeAPeer(CircuitBreaker used) {}
