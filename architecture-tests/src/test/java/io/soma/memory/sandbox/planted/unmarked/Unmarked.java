package io.soma.memory.sandbox.planted.unmarked;

/** In a package without a package-info. */
record Unmarked(String name) {}
