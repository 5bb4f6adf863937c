package io.soma.memory.domain.planted;

record JudgesAStatus(int status) {}
