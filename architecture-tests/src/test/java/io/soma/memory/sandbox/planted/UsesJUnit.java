package io.soma.memory.sandbox.planted;

import org.junit.jupiter.api.TestInfo;

record UsesJUnit(TestInfo used) {}
