package io.soma.memory.extras.planted;

record Stray(String home) {}
