package io.soma.memory.sandbox.planted;

import io.soma.memory.benchmarks.planted.Measured;

record SeesABenchmark(Measured seen) {}
