package io.soma.memory.domain.planted;

import io.soma.memory.ports.planted.SomePort;

record SeesAPort(SomePort seen) {}
