package io.soma.memory.sandbox.planted.util;

record Anything(String name) {}
