package io.soma.memory.domain.planted;

record KnowsItsThread(Thread used) {}
