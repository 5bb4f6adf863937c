package io.soma.memory.sandbox.planted;

record LogsWithTheSystem(System.Logger used) {}
