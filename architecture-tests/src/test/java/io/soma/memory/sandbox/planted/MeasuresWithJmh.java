package io.soma.memory.sandbox.planted;

import org.openjdk.jmh.infra.Blackhole;

record MeasuresWithJmh(Blackhole used) {}
